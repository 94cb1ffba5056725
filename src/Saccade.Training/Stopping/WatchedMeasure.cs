namespace Saccade.Training;

/// <summary>A measure of an epoch that a rule watches, and which way is better.</summary>
public sealed record WatchedMeasure(string Name, bool HigherIsBetter)
{
    /// <summary>By how much <paramref name="value"/> is better than <paramref name="other"/>; negative when worse.</summary>
    public double Gain(double value, double other) => HigherIsBetter ? value - other : other - value;
}
