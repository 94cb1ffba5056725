using Saccade.Editing.Style.Patterns;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Style.Pages;

/// <summary>Numbers and habits in the words of an editor.</summary>
public static class StyleText
{
    internal static string Track(int number) => $"V{number}";

    /// <summary>Such as <c>0.20 s</c>, <c>12.5 s</c> or <c>2 min 05 s</c>.</summary>
    internal static string Seconds(double seconds) => seconds switch
    {
        double.NaN => "n/a",
        < 9.995 => FormattableString.Invariant($"{seconds:0.00} s"),
        < 59.95 => FormattableString.Invariant($"{seconds:0.0} s"),
        _ => NumberText.Duration(TimeSpan.FromSeconds(Math.Round(seconds))),
    };

    internal static string Percent(double share) => share switch
    {
        double.NaN => "n/a",
        0 => "0 %",
        1 => "100 %",
        < 0.1 or > 0.99 => FormattableString.Invariant($"{share * 100:0.0} %"),
        _ => FormattableString.Invariant($"{share * 100:0} %"),
    };

    /// <summary>A share with its interval, such as <c>87 % (82 to 91 %)</c>.</summary>
    internal static string Percent(Interval share)
    {
        if (double.IsNaN(share.Low))
            return Percent(share.Value);
        var (low, high) = (Percent(share.Low)[..^2], Percent(share.High));
        return $"{Percent(share.Value)} ({low} to {high})";
    }

    internal static string Seconds(Interval time) =>
        double.IsNaN(time.Low) ? Seconds(time.Value) : $"{Seconds(time.Value)} ({Seconds(time.Low)} to {Seconds(time.High)})";

    internal static string Count(long number, string one) => $"{NumberText.Count(number)} {one}{(number == 1 ? "" : "s")}";

    internal static string Event(EventKey key) => $"{Track(key.Track)} {key.Event switch
    {
        TrackEvent.Appears => "comes on",
        TrackEvent.Cuts => "cuts",
        TrackEvent.Disappears => "goes off",
        TrackEvent.ZoomsIn => "zooms in",
        TrackEvent.ZoomsOut => "zooms out",
        TrackEvent.Moves => "changes place",
        TrackEvent.ChangesCrop => "changes its crop",
        TrackEvent.Turns => "turns",
        TrackEvent.FadesIn => "fades in",
        _ => "fades out",
    }}";

    internal static string Move(MoveKind kind) => kind switch
    {
        MoveKind.ZoomIn => "zooms in",
        MoveKind.ZoomOut => "zooms out",
        MoveKind.Position => "changes place",
        MoveKind.Crop => "changes its crop",
        MoveKind.Rotation => "turns",
        MoveKind.FadeIn => "fades in",
        _ => "fades out",
    };

    internal static string Cut(CutKind kind) => kind switch
    {
        CutKind.OtherFootage => "to other footage",
        CutKind.OtherAngle => "to another camera",
        CutKind.JumpAhead => "ahead in the same footage (jump cut)",
        CutKind.JumpBack => "back in the same footage",
        _ => "the same footage goes on, framed or treated in another way",
    };

    /// <summary>Such as <c>centre</c>, or <c>25 % right, 30 % down</c>.</summary>
    internal static string Place(double x, double y)
    {
        var across = Math.Round(x * 100) switch { 0 => "", > 0 and var right => $"{right:0} % right", var left => $"{-left:0} % left" };
        var down = Math.Round(y * 100) switch { 0 => "", > 0 and var below => $"{below:0} % down", var above => $"{-above:0} % up" };
        return across.Length + down.Length == 0 ? "centre" : string.Join(", ", new[] { across, down }.Where(w => w.Length > 0));
    }

    internal static string Crop(CroppedSides cropped) => string.Join(", ", new[] { ("left", cropped.Left), ("right", cropped.Right), ("top", cropped.Top), ("bottom", cropped.Bottom) }
        .Where(s => s.Item2 > 0).Select(s => FormattableString.Invariant($"{s.Item1} {s.Item2:0} %")));

    internal static string Placement(Placement placement) =>
        FormattableString.Invariant($"{placement.Scale:0} %, {Place(placement.X, placement.Y)}{(placement.Cropped.IsAny ? $", cropped {Crop(placement.Cropped)}" : "")}");

    /// <summary>A move's value in its unit.</summary>
    internal static string Value(MoveKind kind, Timelines.Pair value) => kind switch
    {
        MoveKind.Position => Place(value.X, value.Y),
        MoveKind.Rotation => FormattableString.Invariant($"{value.X:0}°"),
        _ => FormattableString.Invariant($"{value.X:0} %"),
    };

    /// <summary>A pattern in one sentence.</summary>
    public static string Sentence(Pattern pattern)
    {
        var delay = pattern.DelaySeconds.High90 < 0.02 ? "together with that" : $"{Seconds(pattern.DelaySeconds.Median)} later";
        return $"When {Event(pattern.First)}, {delay} {Event(pattern.Then)}{(pattern.Target is null ? "" : $" to {pattern.Target}")}: in {Percent(pattern.Share.Value)} of {NumberText.Count(pattern.Cases)} cases.";
    }
}
