namespace Saccade.Editing.Time;

/// <summary>Between seconds and the frames of a rate, exactly; and between rates and the way editors write them (a whole timebase and an NTSC flag).</summary>
public static class FrameGrid
{
    private const int NtscDenominator = 1001;

    /// <summary>timebase 30 with NTSC is 30000/1001. The sloppy spellings 23, 29, 59 and 119 mean 24, 30, 60 and 120 with NTSC.</summary>
    /// <exception cref="TimelineException">The timebase is not between 1 and 10,000.</exception>
    public static FrameRate FromTimebase(int timebase, bool ntsc)
    {
        if (timebase is < 1 or > 10_000)
            throw new TimelineException($"a rate has the timebase {timebase}; a timebase is a whole number from 1 to 10000");
        if (timebase is 23 or 29 or 59 or 119)
            (timebase, ntsc) = (timebase + 1, true);
        return ntsc ? new FrameRate(timebase * 1000, NtscDenominator) : new FrameRate(timebase, 1);
    }

    /// <summary>Frames counted in one second of timecode: 30 for 30000/1001.</summary>
    public static int Timebase(this FrameRate rate) => (rate.Numerator + rate.Denominator - 1) / rate.Denominator;

    /// <summary>Whether the rate is its timebase times 1000/1001.</summary>
    public static bool IsNtsc(this FrameRate rate) => rate.Numerator * (long)NtscDenominator == rate.Timebase() * 1000L * rate.Denominator;

    /// <summary>Whether a timebase with an NTSC flag can say this rate.</summary>
    public static bool HasTimebase(this FrameRate rate) => rate.Denominator == 1 || rate.IsNtsc();

    /// <summary>When a frame (or part of one) begins, in seconds.</summary>
    public static Rational SecondsAt(this FrameRate rate, Rational frames) => frames * new Rational(rate.Denominator, rate.Numerator);

    /// <summary>How many frames a time is, whole or not: whoever wants a whole number says by <see cref="Rational.Floor"/>, <see cref="Rational.Round"/> or <see cref="IsOnGrid"/> what is to happen.</summary>
    public static Rational FramesAt(this FrameRate rate, Rational seconds) => seconds * new Rational(rate.Numerator, rate.Denominator);

    /// <summary>Whether a time is the beginning of a frame.</summary>
    public static bool IsOnGrid(this FrameRate rate, Rational seconds) => rate.FramesAt(seconds).IsInteger;
}
