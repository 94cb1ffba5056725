using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Saccade.Media;

/// <summary>Frames per second as a fraction in lowest terms, both parts positive: 30000/1001, not 29.97.</summary>
public readonly record struct FrameRate
{
    public FrameRate(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        int divisor = (int)MediaTime.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public int Numerator { get; }

    public int Denominator { get; }

    /// <summary>For display and for choosing a rate; times are computed with <see cref="TimeOf"/>.</summary>
    public double FramesPerSecond => (double)Numerator / Denominator;

    /// <summary>When frame <paramref name="frame"/> begins, in seconds after frame 0.</summary>
    public MediaTime TimeOf(long frame) => new(frame * Denominator, Numerator);

    /// <summary>Reads "25" and "30000/1001".</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FrameRate rate)
    {
        rate = default;
        string[] parts = (text ?? "").Split('/');
        int denominator = 1;
        if (parts.Length > 2 || !TryParsePositive(parts[0], out int numerator)
            || (parts.Length == 2 && !TryParsePositive(parts[1], out denominator)))
        {
            return false;
        }
        rate = new FrameRate(numerator, denominator);
        return true;
    }

    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    private static bool TryParsePositive(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
