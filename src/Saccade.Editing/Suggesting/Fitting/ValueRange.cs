namespace Saccade.Editing.Suggesting.Fitting;

/// <summary>The numbers from Low to High, both included; none where Low is greater.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    public bool IsEmpty => !(Low <= High);

    public static ValueRange Around(double value, double tolerance) => new(value - tolerance, value + tolerance);

    public ValueRange And(ValueRange other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    /// <summary>The number in it that is nearest.</summary>
    public double Nearest(double value) => Math.Min(Math.Max(value, Low), High);
}
