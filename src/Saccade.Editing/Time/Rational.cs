using System.Globalization;

namespace Saccade.Editing.Time;

/// <summary>
/// An exact fraction in lowest terms. Times and lengths on a timeline are seconds in this type, so that 24000/1001 frames a second, drop-frame
/// timecode and mixed rates add up without rounding; speeds are ratios in it. Nothing here rounds unless its name says so.
/// </summary>
public readonly record struct Rational : IComparable<Rational>
{
    private readonly long _denominator;

    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Not zero.</param>
    /// <exception cref="TimelineException">The denominator is zero, or the fraction does not fit 64 bits in lowest terms.</exception>
    public Rational(long numerator, long denominator = 1)
        : this((Int128)numerator, denominator)
    {
    }

    private Rational(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
            throw new TimelineException("a fraction has the denominator 0");
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
        // Nearly all fractions fit 64 bits as they come, where division is many times as fast.
        if (numerator >= -long.MaxValue && numerator <= long.MaxValue && denominator <= long.MaxValue)
        {
            var (small, whole) = ((long)numerator, (long)denominator);
            var common = GreatestCommonDivisor(Math.Abs(small), whole);
            (Numerator, _denominator) = (small / common, whole / common);
            return;
        }
        var divisor = GreatestCommonDivisor(Int128.Abs(numerator), denominator);
        numerator /= divisor;
        denominator /= divisor;
        if (Int128.Abs(numerator) > long.MaxValue || denominator > long.MaxValue)
            throw new TimelineException("a time or rate is too large or too fine to be exact");
        Numerator = (long)numerator;
        _denominator = (long)denominator;
    }

    public static Rational Zero => default;

    public static Rational One => new(1);

    public long Numerator { get; }

    /// <summary>Positive.</summary>
    public long Denominator => Math.Max(_denominator, 1); // the default value is zero

    public bool IsInteger => Denominator == 1;

    public int Sign => Math.Sign(Numerator);

    /// <summary>For display, and for values that are floating point anyway.</summary>
    public double Value => (double)Numerator / Denominator;

    public static implicit operator Rational(long value) => new(value);

    public static Rational operator +(Rational a, Rational b) => a.Denominator == b.Denominator
        ? new((Int128)a.Numerator + b.Numerator, a.Denominator)
        : new(((Int128)a.Numerator * b.Denominator) + ((Int128)b.Numerator * a.Denominator), (Int128)a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => new(-(Int128)a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) => new((Int128)a.Numerator * b.Numerator, (Int128)a.Denominator * b.Denominator);

    /// <exception cref="TimelineException"><paramref name="b"/> is zero.</exception>
    public static Rational operator /(Rational a, Rational b) => new((Int128)a.Numerator * b.Denominator, (Int128)a.Denominator * b.Numerator);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational Min(Rational a, Rational b) => a < b ? a : b;

    public static Rational Max(Rational a, Rational b) => a > b ? a : b;

    public static Rational Abs(Rational a) => a.Numerator < 0 ? -a : a;

    public int CompareTo(Rational other) => ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>The largest whole number that is not greater.</summary>
    public long Floor() => Numerator >= 0 || IsInteger ? Numerator / Denominator : (Numerator / Denominator) - 1;

    /// <summary>The smallest whole number that is not less.</summary>
    public long Ceiling() => -(-this).Floor();

    /// <summary>The nearest whole number; halves go up.</summary>
    public long Round() => (this + new Rational(1, 2)).Floor();

    /// <summary>Reads "3", "-3.25", "1001/24000" and "1001/24000s", exactly.</summary>
    public static bool TryParse(string? text, out Rational value)
    {
        value = default;
        var parts = (text ?? "").Trim().TrimEnd('s').Split('/');
        if (parts.Length > 2 || !TryParseDecimal(parts[0], out var numerator))
            return false;
        if (parts.Length == 1)
        {
            value = numerator;
            return true;
        }
        if (!TryParseDecimal(parts[1], out var denominator) || denominator.Numerator == 0)
            return false;
        value = numerator / denominator;
        return true;
    }

    /// <summary>"5/2" for two and a half, "3" for three.</summary>
    public override string ToString() => IsInteger ? Numerator.ToString(CultureInfo.InvariantCulture) : $"{Numerator}/{Denominator}";

    private static bool TryParseDecimal(string text, out Rational value)
    {
        value = default;
        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        // More than 18 digits do not fit 64 bits.
        if (decimals > 18 || !long.TryParse(point < 0 ? text : text.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits))
            return false;
        var scale = 1L;
        for (var i = 0; i < decimals; i++)
            scale *= 10;
        value = new Rational(digits, scale);
        return true;
    }

    private static Int128 GreatestCommonDivisor(Int128 a, Int128 b)
    {
        while (b != 0)
        {
            // Most fractions fit 64 bits, where division is far cheaper.
            if (a <= long.MaxValue && b <= long.MaxValue)
                return GreatestCommonDivisor((long)a, (long)b);
            (a, b) = (b, a % b);
        }
        return a;
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
