using System.Globalization;

namespace Saccade.Editing.Time;

/// <summary>
/// A frame's address as people read it: hours, minutes, seconds and frames. Drop-frame timecode (SMPTE ST 12) leaves out the first frame numbers of every
/// minute but each tenth, so that 30000/1001 frames a second keep step with the clock; no frame is dropped, only numbers are.
/// </summary>
/// <param name="Frame">Frames after 00:00:00:00; not negative.</param>
/// <param name="Rate">Frames a second.</param>
/// <param name="DropFrame">Only for NTSC rates whose timebase is a multiple of 30.</param>
public readonly record struct Timecode(long Frame, FrameRate Rate, bool DropFrame)
{
    private const int SecondsPerMinute = 60;
    private const int MinutesPerTen = 10;

    /// <summary>The time of the frame in seconds: exact, and not what the clock face says at NTSC rates.</summary>
    public Rational Seconds => Rate.SecondsAt(Frame);

    /// <summary>Whether a rate has drop-frame timecode.</summary>
    public static bool CanDrop(FrameRate rate) => rate.IsNtsc() && rate.Timebase() % 30 == 0;

    /// <summary>Reads HH:MM:SS:FF; a semicolon or a full stop anywhere means drop-frame, as does <paramref name="dropFrame"/>.</summary>
    /// <returns>False where it is no timecode of that rate: frames beyond the timebase, a number that drop-frame leaves out, other text.</returns>
    public static bool TryParse(string? text, FrameRate rate, bool dropFrame, out Timecode timecode)
    {
        timecode = default;
        var parts = (text ?? "").Trim().Split(':', ';', '.', ',');
        Span<int> fields = stackalloc int[4];
        if (parts.Length != fields.Length)
            return false;
        for (var i = 0; i < fields.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out fields[i]))
                return false;
        }
        var drop = (dropFrame || text!.AsSpan().ContainsAny(';', '.', ',')) && CanDrop(rate);
        var timebase = rate.Timebase();
        if (fields[0] > 99 || fields[1] >= SecondsPerMinute || fields[2] >= SecondsPerMinute || fields[3] >= timebase)
            return false;
        var minutes = (fields[0] * 60L) + fields[1];
        var frame = (((minutes * SecondsPerMinute) + fields[2]) * timebase) + fields[3];
        if (drop)
        {
            var dropped = DroppedPerMinute(rate);
            if (fields[1] % MinutesPerTen != 0 && fields[2] == 0 && fields[3] < dropped)
                return false;
            frame -= dropped * (minutes - (minutes / MinutesPerTen));
        }
        timecode = new Timecode(frame, rate, drop);
        return true;
    }

    /// <summary>HH:MM:SS:FF, with a semicolon before the frames when numbers are dropped.</summary>
    public override string ToString()
    {
        var timebase = Rate.Timebase();
        var number = Frame;
        if (DropFrame)
        {
            var dropped = DroppedPerMinute(Rate);
            var perMinute = (timebase * (long)SecondsPerMinute) - dropped;
            var perTen = (perMinute * MinutesPerTen) + dropped;
            var (tens, rest) = Math.DivRem(Frame, perTen);
            // The first minute of ten has all its numbers.
            number += dropped * ((9 * tens) + (rest < dropped ? 0 : (rest - dropped) / perMinute));
        }
        var (seconds, frames) = Math.DivRem(number, timebase);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{(DropFrame ? ';' : ':')}{frames:00}");
    }

    private static int DroppedPerMinute(FrameRate rate) => rate.Timebase() / 15;
}
