using System.Globalization;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Comparing;

/// <summary>What the model holds of each kind of node, as text: the same properties in the same order for every node of a kind. Times are exact fractions of seconds.</summary>
internal sealed class NodeText
{
    private readonly Dictionary<string, string> _sources = [];
    private readonly ILookup<string, string> _groups;

    public NodeText(TimelineProject project)
    {
        foreach (var media in project.Media)
            _sources.TryAdd($"media {media.Id}", $"media {media.Name}");
        foreach (var sequence in project.Sequences.Concat(project.Nested))
            _sources.TryAdd($"sequence {sequence.Id}", $"sequence {sequence.Name}");
        foreach (var multicam in project.Multicams)
            _sources.TryAdd($"multicam {multicam.Id}", $"multicam {multicam.Name}");
        // A group by its members: the names of groups mean nothing.
        _groups = project.Sequences.Concat(project.Nested)
            .SelectMany(s => s.Tracks.SelectMany(t => t.Clips.Where(c => c.LinkGroup is not null).Select(c => (Group: c.LinkGroup!, Member: $"{t.Kind} {c.Name}"))))
            .ToLookup(g => g.Group, g => g.Member);
    }

    public static IEnumerable<(string Property, string? Value)> Facts(Sequence s) =>
    [
        ("name", s.Name), ("rate", s.Rate.ToString()), ("duration", s.Duration.ToString()), ("size", $"{s.Width} x {s.Height}"), ("sample rate", Text(s.SampleRate)),
        ("start timecode", $"{s.StartTimecode}{(s.DropFrame ? " drop-frame" : "")}"), ("markers", Text(s.Markers)),
    ];

    public static IEnumerable<(string Property, string? Value)> Facts(Track t) =>
        [("name", t.Name), ("enabled", Text(t.Enabled)), ("locked", Text(t.Locked))];

    public static IEnumerable<(string Property, string? Value)> Facts(Transition t) =>
        [("name", t.Name), ("start", t.Start.ToString()), ("duration", t.Duration.ToString()), ("cut", t.Cut.ToString()), ("effect", t.Effect is null ? null : Text(t.Effect))];

    public static IEnumerable<(string Property, string? Value)> Facts(Multicam m) => [("name", m.Name), ("rate", m.Rate.ToString()), ("angles", Text(m.Angles.Count))];

    public static IEnumerable<(string Property, string? Value)> Facts(MediaFile m) =>
    [
        ("name", m.Name), ("path", m.Path), ("rate", m.Rate?.ToString()), ("duration", m.Duration?.ToString()), ("start timecode", $"{m.StartTimecode}{(m.DropFrame ? " drop-frame" : "")}"),
        ("video", m.HasVideo ? $"{m.Width} x {m.Height}" : null), ("audio", m.HasAudio ? $"{m.AudioChannels} channels at {m.SampleRate}" : null), ("synthetic", m.Synthetic),
    ];

    public IEnumerable<(string Property, string? Value)> Facts(Clip c) =>
    [
        ("name", c.Name), ("enabled", Text(c.Enabled)), ("start", c.Start.ToString()), ("duration", c.Duration.ToString()), ("source", Source(c.Source)),
        ("source start", c.SourceStart.ToString()), ("source duration", c.SourceDuration.ToString()), ("speed", c.Speed is null ? null : Text(c.Speed)),
        ("scale", Text(c.Motion.Scale)), ("position", Text(c.Motion.Position)), ("rotation", Text(c.Motion.Rotation)), ("anchor", Text(c.Motion.Anchor)),
        ("crop left", Text(c.Crop.Left)), ("crop right", Text(c.Crop.Right)), ("crop top", Text(c.Crop.Top)), ("crop bottom", Text(c.Crop.Bottom)), ("opacity", Text(c.Opacity)),
        ("effects", string.Join("; ", c.Effects.Select(Text))), ("markers", Text(c.Markers)), ("source track", Text(c.SourceTrack)), ("text", c.Text),
        ("linked with", c.LinkGroup is null ? null : string.Join(", ", _groups[c.LinkGroup].Order(StringComparer.Ordinal))),
    ];

    private string Source(ClipSource source) => source switch
    {
        ClipSource.Media media => _sources.GetValueOrDefault($"media {media.Id}") ?? $"media '{media.Id}', which is missing",
        ClipSource.Nested nested => _sources.GetValueOrDefault($"sequence {nested.Id}") ?? $"sequence '{nested.Id}', which is missing",
        ClipSource.Angle angle => $"{_sources.GetValueOrDefault($"multicam {angle.Id}") ?? $"multicam '{angle.Id}', which is missing"}, angle {angle.Video ?? "-"} with sound {angle.Audio ?? "-"}",
        ClipSource.Generated generated => $"generator {Text(generated.Generator)}",
        _ => "nothing",
    };

    private static string Text(Effect effect) => $"{effect.Id} '{effect.Name}'{(effect.Enabled ? "" : " off")} ({string.Join(", ", effect.Parameters.Select(p => $"{p.Id} = {Text(p.Value)}"))})";

    private static string Text(ParameterValue value) => value switch
    {
        ParameterValue.Number number => Text(number.Curve),
        ParameterValue.Point point => Text(point.Curve),
        ParameterValue.Text text => $"'{text.Value}'",
        _ => "",
    };

    private static string Text<T>(Animated<T> curve)
        where T : struct =>
        curve.IsAnimated ? $"{Text(curve.Value)} [{string.Join(", ", curve.Keyframes.Select(k => $"{k.Time}: {Text(k.Value)}{(k.Interpolation == Interpolation.Linear ? "" : $" {k.Interpolation}")}"))}]" : Text(curve.Value);

    private static string Text(SpeedChange speed) =>
        $"{speed.Ratio}{(speed.FrameBlending ? " blended" : "")}{(speed.Points.Count > 0 ? $" [{string.Join(", ", speed.Points.Select(p => $"{p.Offset}: {p.SourceTime}"))}]" : "")}";

    private static string Text(IReadOnlyList<Marker> markers) => string.Join("; ", markers.Select(m => $"{m.Start}+{m.Duration} '{m.Name}' '{m.Comment}' {m.Color}{(m.Kind == MarkerKind.Note ? "" : $" {m.Kind}")}"));

    private static string Text<T>(T value) => value switch
    {
        null => "",
        Pair pair => $"{Text(pair.X)}, {Text(pair.Y)}",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        _ => value.ToString() ?? "",
    };
}
