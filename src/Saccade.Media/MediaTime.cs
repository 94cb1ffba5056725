namespace Saccade.Media;

/// <summary>A time in seconds as a fraction in lowest terms with a positive denominator. Never a floating number of seconds.</summary>
public readonly record struct MediaTime : IComparable<MediaTime>
{
    private readonly long _denominator;

    public MediaTime(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        long divisor = GreatestCommonDivisor(Math.Abs(numerator), denominator);
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    public static MediaTime Zero => new(0, 1);

    public long Numerator { get; }

    public long Denominator => Math.Max(_denominator, 1); // the default value is zero seconds

    /// <summary>For display only.</summary>
    public double Seconds => (double)Numerator / Denominator;

    public static bool operator <(MediaTime a, MediaTime b) => a.CompareTo(b) < 0;

    public static bool operator >(MediaTime a, MediaTime b) => a.CompareTo(b) > 0;

    public static bool operator <=(MediaTime a, MediaTime b) => a.CompareTo(b) <= 0;

    public static bool operator >=(MediaTime a, MediaTime b) => a.CompareTo(b) >= 0;

    public int CompareTo(MediaTime other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    public bool Equals(MediaTime other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>"5/2" for two and a half seconds, "3" for three: the form in which times are written to files.</summary>
    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    internal static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return Math.Max(a, 1);
    }
}
