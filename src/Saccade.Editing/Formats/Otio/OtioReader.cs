using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>Reads a whole file: a timeline, or a collection of them. Stacks inside of tracks are nested sequences.</summary>
internal sealed class OtioReader(JsonSource source)
{
    private readonly Dictionary<string, Sequence> _nested = new(StringComparer.Ordinal);
    private readonly List<string> _nestedOrder = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly OtioMedia _media = new(source);
    private int _numbered;

    public TimelineProject Read()
    {
        try
        {
            return ReadRoot(source.Root);
        }
        catch (TimelineException failure)
        {
            throw OtioObject.At(failure, source);
        }
    }

    private TimelineProject ReadRoot(JsonObject root)
    {
        var own = root.Own();
        foreach (var media in own?.Objects("media") ?? [])
            _media.Read(media);
        foreach (var nested in own?.Objects("nested") ?? [])
            AddNested(ReadTimeline(nested));
        var multicams = own?.Objects("multicams").Select(ReadMulticam).ToArray() ?? [];
        Sequence[] sequences = root.Schema() switch
        {
            "Timeline" => [ReadTimeline(root)],
            "SerializableCollection" => [.. Timelines(root).Select(ReadTimeline)],
            "Stack" or "Track" or "Sequence" => [ReadStack(root, NextId("timeline-"), root.Text("name"), root, null, root.Objects("markers"))],
            var schema => throw OtioObject.Failure(root, $"holds no timeline: its schema is '{schema}'"),
        };
        return new TimelineProject
        {
            Name = own?.Text("project") is { Length: > 0 } name ? name : root.Text("name"),
            Format = OtioFormat.FormatName,
            Version = root.Text("OTIO_SCHEMA"),
            Sequences = sequences,
            Nested = [.. _nestedOrder.Select(id => _nested[id])],
            Multicams = multicams,
            Media = _media.Files,
            Origin = Origin(root),
        };
    }

    /// <summary>Collections may hold collections.</summary>
    private static IEnumerable<JsonObject> Timelines(JsonObject collection) =>
        collection.Objects("children").SelectMany(c => c.Schema() switch { "Timeline" => [c], "SerializableCollection" => Timelines(c), _ => [] });

    private Sequence ReadTimeline(JsonObject timeline)
    {
        var stack = timeline.Object("tracks") ?? throw OtioObject.Failure(timeline, "has no tracks");
        var own = timeline.Own();
        var id = own?.Text("id") is { Length: > 0 } known && _ids.Add(known) ? known : NextId("timeline-");
        return ReadStack(stack, id, timeline.Text("name"), timeline, own, stack.Objects("markers"));
    }

    /// <param name="holder">What the sequence's origin is: the timeline, or the stack itself.</param>
    /// <param name="own">What we wrote of the sequence, or null.</param>
    private Sequence ReadStack(JsonObject stack, string id, string name, JsonObject holder, JsonObject? own, IEnumerable<JsonObject> markers)
    {
        var tracks = stack.Schema() is "Track" or "Sequence" ? [stack] : stack.Objects("children").ToArray();
        var rate = own?.Object("rate") is { } written ? new FrameRate(Positive(written, "numerator"), Positive(written, "denominator"))
            : holder.Object("global_start_time") is { } global && OtioObject.ToRate(OtioObject.Rate(global)) is { } said ? said
            : FirstRate(stack) ?? new FrameRate(24, 1);
        var sequence = new Sequence
        {
            Id = id,
            Name = name,
            Rate = rate,
            Width = own?.Whole("width"),
            Height = own?.Whole("height"),
            SampleRate = own?.Whole("sample_rate"),
            StartTimecode = holder.Time("global_start_time") ?? own?.OwnTime("start_timecode") ?? Rational.Zero,
            DropFrame = own?.Flag("drop_frame", absent: false) ?? false,
            Tracks = [.. tracks.Select(ReadTrack)],
            Markers = [.. markers.Select(m => ReadMarker(m, Rational.Zero))],
        };
        return sequence with { Duration = own?.OwnTime("duration") ?? sequence.End, Origin = Origin(holder) };
    }

    private Track ReadTrack(JsonObject track)
    {
        // A clip or stack directly in a stack is a layer of its own.
        if (track.Schema() is not ("Track" or "Sequence"))
            return new Track { Kind = TrackKind.Video, Items = ReadItems([track], TrackKind.Video) };
        var kind = track.Text("kind") == "Audio" ? TrackKind.Audio : TrackKind.Video;
        return new Track
        {
            Kind = kind,
            Name = track.Text("name"),
            Enabled = track.Flag("enabled", absent: true),
            Locked = track.Own()?.Flag("locked", absent: false) ?? false,
            Items = ReadItems(track.Objects("children"), kind),
            Origin = Origin(track, track["source_range"] is null ? [] : ["the track's source_range"]),
        };
    }

    private List<TrackItem> ReadItems(IEnumerable<JsonObject> children, TrackKind kind)
    {
        var items = new List<TrackItem>();
        var at = Rational.Zero;
        foreach (var child in children)
        {
            try
            {
                var item = ReadItem(child, at, kind);
                if (item is not null)
                    items.Add(item);
                if (item is not null and not Transition)
                    at += item.Duration;
            }
            catch (TimelineException failure) when (failure.Data.Count == 0 && failure.Line == 0)
            {
                throw OtioObject.Failure(child, failure.Reason);
            }
        }
        return items;
    }

    private TrackItem? ReadItem(JsonObject child, Rational at, TrackKind kind)
    {
        switch (child.Schema())
        {
            case "Clip":
                return new OtioClipReader(_media, Origin, ReadMarker).Read(child, at, kind);
            case "Gap" or "Filler":
                var empty = child.Range("source_range")?.Duration ?? Rational.Zero;
                return empty.Sign < 0 ? throw OtioObject.Failure(child, "is a gap shorter than nothing")
                    : empty.Sign == 0 ? null
                    : new Gap { Name = child.Text("name"), Start = at, Duration = empty, Enabled = child.Flag("enabled", absent: true), Origin = Origin(child) };
            case "Transition":
                var (before, after) = (child.Time("in_offset") ?? Rational.Zero, child.Time("out_offset") ?? Rational.Zero);
                if (before.Sign < 0 || after.Sign < 0 || (before + after).Sign == 0)
                    throw OtioObject.Failure(child, "is a transition that takes no time");
                return new Transition { Name = child.Text("name"), Start = at - before, Duration = before + after, Cut = at, Effect = TransitionEffect(child), Origin = Origin(child) };
            case "Stack" or "Track" or "Sequence":
                return ReadNested(child, at);
            default:
                // Something newer than this reader: it keeps its time and its place in the file.
                return child.Range("source_range") is { Duration.Sign: > 0 } range ? new Gap { Name = child.Text("name"), Start = at, Duration = range.Duration, Origin = Origin(child, [child.Schema()]) } : null;
        }
    }

    private Clip ReadNested(JsonObject stack, Rational at)
    {
        var own = stack.Own();
        var inner = own?.Object("sequence");
        var id = inner?.Text("id") is { Length: > 0 } known ? known : NextId("nested-");
        if (!_nested.TryGetValue(id, out var sequence))
        {
            // A stack's markers are those of the clip that it is on its track.
            sequence = ReadStack(stack, id, inner?.Text("name") ?? stack.Text("name"), stack, inner, inner?.Objects("markers") ?? []);
            AddNested(sequence);
        }
        return new OtioClipReader(_media, Origin, ReadMarker).ReadNested(stack, sequence, at);
    }

    private void AddNested(Sequence sequence)
    {
        if (_nested.TryAdd(sequence.Id, sequence))
            _nestedOrder.Add(sequence.Id);
    }

    private Multicam ReadMulticam(JsonObject multicam) => new()
    {
        Id = multicam.Text("id"),
        Name = multicam.Text("name"),
        Rate = multicam.Object("rate") is { } rate ? new FrameRate(Positive(rate, "numerator"), Positive(rate, "denominator")) : throw OtioObject.Failure(multicam, "is a multicam without a rate"),
        Angles = [.. multicam.Objects("angles").Select(a => new MulticamAngle { Id = a.Text("id"), Name = a.Text("name"), Tracks = [.. a.Objects("tracks").Select(ReadTrack)], Origin = Origin(a) })],
        Origin = Origin(multicam),
    };

    private Marker ReadMarker(JsonObject marker, Rational shift)
    {
        var range = marker.Range("marked_range") ?? throw OtioObject.Failure(marker, "has no marked_range");
        return new Marker
        {
            Name = marker.Text("name"),
            Comment = marker.Text("comment") is { Length: > 0 } comment ? comment : marker.Own()?.Text("comment") ?? "",
            Start = range.Start + shift,
            Duration = range.Duration,
            Color = marker.Text("color") is { Length: > 0 } color ? color : null,
            Kind = Enum.TryParse<MarkerKind>(marker.Own()?.Text("kind"), out var kind) ? kind : MarkerKind.Note,
            Origin = Origin(marker),
        };
    }

    private static Effect? TransitionEffect(JsonObject transition)
    {
        if (transition.Own()?.Object("effect") is { } own)
            return OwnJson.ReadEffect(own);
        var type = transition.Text("transition_type");
        return type.Length == 0 ? null : new Effect { Id = type == OtioWriter.Dissolve ? Fcpxml.EffectNames.CrossDissolve : type, Name = transition.Text("name"), Kind = "transition" };
    }

    private static FrameRate? FirstRate(JsonObject around) => around.Objects("children")
        .Select(c => c.RateOf("source_range") ?? (c.Schema() == "Clip" ? OtioMedia.Reference(c)?.RateOf("available_range") : null) ?? FirstRate(c)).FirstOrDefault(r => r is not null);

    private Origin Origin(JsonObject item) => Origin(item, []);

    private Origin Origin(JsonObject item, IReadOnlyList<string> more)
    {
        var foreign = item.Object("metadata")?.Select(m => m.Key).Where(k => k != OtioFormat.OwnKey).Select(k => $"metadata '{k}'") ?? [];
        return new Origin(item, source.LineOf(item)) { Unmodelled = [.. foreign, .. more] };
    }

    private static int Positive(JsonObject item, string name) => item.Whole(name) is { } value and > 0 ? value : throw OtioObject.Failure(item, $"has no {name} greater than zero");

    private string NextId(string prefix)
    {
        string id;
        do
        {
            id = prefix + (++_numbered).ToString(CultureInfo.InvariantCulture);
        }
        while (!_ids.Add(id));
        return id;
    }
}
