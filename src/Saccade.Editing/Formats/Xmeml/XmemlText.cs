using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>The small values of xmeml: texts, switches, frames, rates and timecodes. What is there and is not what it has to be is an error with its line.</summary>
internal static class XmemlText
{
    /// <summary>Of Premiere's own clock.</summary>
    public const long TicksPerSecond = 254_016_000_000;

    /// <summary>More frames than a year at 240 a second: beyond it sums would not be exact.</summary>
    private const long MostFrames = 10_000_000_000;

    public static string? Text(this XElement parent, string child) => parent.Element(child)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public static bool Flag(this XElement parent, string child, bool otherwise) => parent.Text(child) is { } text
        ? text.Equals("TRUE", StringComparison.OrdinalIgnoreCase) || text == "1"
        : otherwise;

    /// <summary>A count of frames, whole or not; null where it is missing.</summary>
    public static Rational? Frames(this XElement parent, string child)
    {
        if (parent.Text(child) is not { } text)
            return null;
        if (!Rational.TryParse(text, out var frames) || Rational.Abs(frames) > MostFrames)
            throw Wrong(parent, $"<{child}> is '{text}', which is no number of frames");
        return frames;
    }

    /// <summary>Seconds on Premiere's own clock; null where it is missing or no number.</summary>
    public static Rational? Ticks(this XElement parent, string child) =>
        long.TryParse(parent.Text(child), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks) ? new Rational(ticks, TicksPerSecond) : null;

    public static int? Count(this XElement parent, string child) =>
        parent.Text(child) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) ? count
        : throw Wrong(parent, $"<{child}> is '{text}', which is no whole number");

    public static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The rate that an element states; null where it states none.</summary>
    public static FrameRate? Rate(this XElement parent)
    {
        if (parent.Element("rate") is not { } rate)
            return null;
        var text = rate.Text("timebase") ?? throw Wrong(rate, "a <rate> has no <timebase>");
        if (!Rational.TryParse(text, out var timebase) || timebase.Sign <= 0 || timebase > 10_000)
            throw Wrong(rate, $"a rate has the timebase '{text}'; a timebase is a whole number from 1 to 10000");
        // 29.97 for 30 with NTSC is as sloppy as 29, and as clear.
        var ntsc = rate.Flag("ntsc", otherwise: false) || !timebase.IsInteger;
        return FrameGrid.FromTimebase((int)timebase.Ceiling(), ntsc);
    }

    /// <summary>The timecode of the first frame in seconds, and whether it drops frames.</summary>
    public static (Rational Start, bool DropFrame) StartTimecode(this XElement parent, FrameRate? otherwise)
    {
        if (parent.Element("timecode") is not { } timecode || (timecode.Rate() ?? otherwise) is not { } rate)
            return (Rational.Zero, false);
        var drop = timecode.Text("displayformat") == "DF";
        if (timecode.Frames("frame") is { } frame)
            return (rate.SecondsAt(frame), drop);
        return Timecode.TryParse(timecode.Text("string"), rate, drop, out var parsed) ? (parsed.Seconds, parsed.DropFrame) : (Rational.Zero, drop);
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>With a decimal point; exact where a decimal of six places can be.</summary>
    public static string Number(Rational value)
    {
        const int Scale = 1_000_000;
        var millionths = (value * Scale).Round();
        var (whole, rest) = Math.DivRem(Math.Abs(millionths), Scale);
        var text = rest == 0 ? $"{whole}" : $"{whole}.{rest.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0')}";
        return millionths < 0 ? "-" + text : text;
    }

    public static string Flag(bool value) => value ? "TRUE" : "FALSE";

    public static TimelineException Wrong(XElement element, string reason) => new(reason, line: XmlSource.LineOf(element));
}
