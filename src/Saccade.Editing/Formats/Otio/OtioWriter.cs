using System.Text.Json.Nodes;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>
/// Writes a whole project: one timeline, or a collection of several. Objects that were read are taken as they are, and only what has changed is set in them.
/// </summary>
internal sealed class OtioWriter
{
    /// <summary>OTIO's name of a dissolve.</summary>
    public const string Dissolve = "SMPTE_Dissolve";

    private const int MostItems = 2_000_000;

    private readonly TimelineProject _project;
    private readonly bool _isOwn;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly OtioClipWriter _clips;
    private int _items;

    public OtioWriter(TimelineProject project)
    {
        _project = project;
        _isOwn = project.Format == OtioFormat.FormatName;
        _clips = new OtioClipWriter(this, project);
    }

    public List<Loss> Losses { get; } = [];

    public JsonObject Write()
    {
        var timelines = _project.Sequences.Select(WriteTimeline).ToArray();
        var root = _project.Sequences.Count == 1 && (!_isOwn || Known(_project)?.Schema() != "SerializableCollection") ? timelines[0] : Collection(timelines);
        WriteRest(root);
        if (!_isOwn)
            Losses.AddRange(UnmodelledParts.Of(_project));
        return root;
    }

    /// <summary>A copy of what a node was read from; null for a new node, or one of another format.</summary>
    public JsonObject? Copy(TimelineNode? node) => (JsonObject?)Known(node)?.DeepClone();

    public JsonObject? Known(TimelineNode? node) => _isOwn ? node?.Origin?.Element as JsonObject : null;

    /// <summary>Sets or takes away what we keep in an object's metadata.</summary>
    public static void SetOwn(JsonObject item, JsonObject own)
    {
        if (own.Count > 0)
        {
            if (item["metadata"] is not JsonObject metadata)
                item["metadata"] = metadata = [];
            metadata[OtioFormat.OwnKey] = own;
        }
        else if (item["metadata"] is JsonObject metadata)
        {
            metadata.Remove(OtioFormat.OwnKey);
        }
    }

    /// <summary>Sets a value where the object does not say the same.</summary>
    public static void Set(JsonObject item, string name, JsonNode? value)
    {
        if (!JsonNode.DeepEquals(item[name], value))
            item[name] = value;
    }

    /// <summary>Frames where the time is one of the rate's, and otherwise the exact fraction: its denominator is the rate.</summary>
    public static JsonObject Time(Rational seconds, FrameRate rate)
    {
        var time = OtioObject.New("RationalTime.1");
        var isFrame = rate.IsOnGrid(seconds);
        time["rate"] = OwnJson.Double(isFrame ? (double)rate.Numerator / rate.Denominator : seconds.Denominator);
        time["value"] = OwnJson.Double(isFrame ? rate.FramesAt(seconds).Numerator : seconds.Numerator);
        return time;
    }

    public static JsonObject Range(Rational start, Rational duration, FrameRate rate)
    {
        var range = OtioObject.New("TimeRange.1");
        range["duration"] = Time(duration, rate);
        range["start_time"] = Time(start, rate);
        return range;
    }

    /// <summary>The stack of a nested sequence, without what the clip that shows it says.</summary>
    /// <param name="stack">What it was read from, or a new one.</param>
    public JsonObject WriteNested(JsonObject stack, Sequence sequence)
    {
        if (!_open.Add(sequence.Id))
            throw new TimelineException($"the sequence '{sequence.Name}' stands in itself");
        _written.Add(sequence.Id);
        var own = SequenceFacts(sequence);
        own["name"] = sequence.Name;
        if (sequence.StartTimecode != Rational.Zero)
            own["start_timecode"] = sequence.StartTimecode.ToString();
        if (sequence.Markers.Count > 0)
            own["markers"] = new JsonArray([.. sequence.Markers.Select(m => WriteMarker(m, Rational.Zero, sequence.Rate))]);
        WriteTracks(stack, sequence);
        _open.Remove(sequence.Id);
        var all = stack.Own() is { } known ? (JsonObject)known.DeepClone() : [];
        all["sequence"] = own;
        SetOwn(stack, all);
        return stack;
    }

    public JsonObject WriteMarker(Marker marker, Rational shift, FrameRate rate)
    {
        var json = Copy(marker) ?? OtioObject.New("Marker.2");
        var read = Known(marker) is null ? null : marker.Origin!.AsRead as Marker;
        Set(json, "name", marker.Name);
        if (read?.Color != marker.Color)
            Set(json, "color", marker.Color);
        if (read?.Comment != marker.Comment && (read is not null || marker.Comment.Length > 0))
            Set(json, "comment", marker.Comment);
        if (json.Range("marked_range") != (marker.Start + shift, marker.Duration))
            json["marked_range"] = Range(marker.Start + shift, marker.Duration, rate);
        if (read?.Kind != marker.Kind && (read is not null || marker.Kind != MarkerKind.Note))
            SetOwn(json, new JsonObject { ["kind"] = marker.Kind.ToString() });
        return json;
    }

    public JsonObject WriteTrack(Track track, FrameRate rate)
    {
        var json = Copy(track) ?? OtioObject.New("Track.1");
        var read = Known(track) is null ? null : track.Origin!.AsRead as Track;
        Set(json, "name", track.Name);
        Set(json, "kind", track.Kind.ToString());
        if (track.Enabled != (read?.Enabled ?? true))
            Set(json, "enabled", track.Enabled);
        if (track.Locked != (read?.Locked ?? false))
            SetOwn(json, track.Locked ? new JsonObject { ["locked"] = true } : []);
        json["children"] = new JsonArray([.. Children(track, read, rate)]);
        return json;
    }

    private JsonObject WriteTimeline(Sequence sequence)
    {
        var known = Copy(sequence);
        // A nested sequence or a lone stack that became a timeline is one from now on.
        var timeline = known?.Schema() == "Timeline" ? known : OtioObject.New("Timeline.1");
        Set(timeline, "name", sequence.Name);
        if ((timeline.Time("global_start_time") ?? Rational.Zero) != sequence.StartTimecode || known is null)
            timeline["global_start_time"] = Time(sequence.StartTimecode, sequence.Rate);
        var stack = timeline.Object("tracks");
        if (stack is null)
            timeline["tracks"] = stack = NewStack("tracks");
        _open.Add(sequence.Id);
        WriteTracks(stack, sequence);
        _open.Remove(sequence.Id);
        if (sequence.Markers.Count > 0 || stack["markers"] is not null)
            stack["markers"] = new JsonArray([.. sequence.Markers.Select(m => WriteMarker(m, Rational.Zero, sequence.Rate))]);
        var own = timeline.Own() is { } old ? (JsonObject)old.DeepClone() : [];
        foreach (var (name, value) in SequenceFacts(sequence))
            own[name] = value?.DeepClone();
        if (known is null || !sequence.IsAsRead)
            SetOwn(timeline, own);
        return timeline;
    }

    private static JsonObject SequenceFacts(Sequence sequence)
    {
        var own = new JsonObject { ["id"] = sequence.Id, ["rate"] = new JsonObject { ["numerator"] = sequence.Rate.Numerator, ["denominator"] = sequence.Rate.Denominator } };
        if (sequence.Duration != sequence.End)
            own["duration"] = sequence.Duration.ToString();
        if (sequence.Width is { } width)
            own["width"] = width;
        if (sequence.Height is { } height)
            own["height"] = height;
        if (sequence.SampleRate is { } samples)
            own["sample_rate"] = samples;
        if (sequence.DropFrame)
            own["drop_frame"] = true;
        return own;
    }

    private static JsonObject NewStack(string name)
    {
        var stack = OtioObject.New("Stack.1");
        stack["name"] = name;
        return stack;
    }

    private void WriteTracks(JsonObject stack, Sequence sequence)
    {
        if (stack.Schema() is "Track" or "Sequence" && sequence.Tracks.Count == 1)
            stack["children"] = WriteTrack(sequence.Tracks[0], sequence.Rate)["children"]!.DeepClone();
        else
            stack["children"] = new JsonArray([.. sequence.Tracks.Select(t => WriteTrack(t, sequence.Rate))]);
    }

    /// <summary>A track's items with gaps wherever nothing lies; as they were read while nothing has moved.</summary>
    private List<JsonNode?> Children(Track track, Track? read, FrameRate rate)
    {
        if (read is not null && Known(track)!.Schema() is "Track" or "Sequence" && read.Items.Count == track.Items.Count && read.Items.Zip(track.Items).All(p => p.First.Start == p.Second.Start && p.First.Duration == p.Second.Duration && p.First.Origin == p.Second.Origin))
        {
            // What the model left out (gaps of no length, unknown objects) stays between.
            var wanted = track.Items.ToDictionary(i => Known(i)!, i => i);
            return [.. Known(track)!.Objects("children").Select(c => wanted.TryGetValue(c, out var item) ? WriteItem(item, rate) : c.DeepClone())];
        }
        var children = new List<JsonNode?>();
        var cursor = Rational.Zero;
        var clips = track.Clips.OrderBy(c => c.Start).ToArray();
        var transitions = new Queue<Transition>(track.Transitions.OrderBy(t => t.Cut));
        var gaps = track.Items.OfType<Gap>().ToLookup(g => (g.Start, g.End));
        foreach (var clip in clips)
        {
            if (clip.Start < cursor)
                throw new TimelineException($"overlaps the clip before it on its track (from {clip.Start} s; that ends at {cursor} s)", clip: clip.Name, line: clip.Origin?.Line ?? 0);
            FillTo(clip.Start);
            children.Add(WriteItem(clip, rate));
            cursor = clip.End;
        }
        FillTo(Rational.Max(cursor, track.Items.Where(i => i is Gap).Select(i => i.End).DefaultIfEmpty().Max()));
        foreach (var lost in transitions)
            Losses.Add(new Loss(lost.Name, $"a transition over no cut, at {lost.Cut} s"));
        return children;

        // With empty stretches up to a time, and the transitions over their ends.
        void FillTo(Rational end)
        {
            while (true)
            {
                while (transitions.TryPeek(out var transition) && transition.Cut <= cursor)
                {
                    transitions.Dequeue();
                    if (transition.Cut == cursor)
                        children.Add(WriteItem(transition, rate));
                    else
                        Losses.Add(new Loss(transition.Name, $"a transition over no cut, at {transition.Cut} s"));
                }
                if (cursor >= end)
                    return;
                var next = transitions.TryPeek(out var ahead) && ahead.Cut < end ? ahead.Cut : end;
                var known = gaps[(cursor, next)].FirstOrDefault();
                children.Add(known is not null ? WriteItem(known, rate) : NewGap("", cursor, next, rate));
                cursor = next;
            }
        }
    }

    private JsonObject WriteItem(TrackItem item, FrameRate rate)
    {
        if (++_items > MostItems)
            throw new TimelineException($"would have more than {MostItems} items, since OTIO repeats a nested sequence wherever it stands");
        switch (item)
        {
            case Clip clip:
                return _clips.Write(clip, rate, _written);
            case Gap gap:
                var known = Copy(gap) ?? NewGap(gap.Name, gap.Start, gap.End, rate);
                if (!gap.IsAsRead)
                {
                    Set(known, "name", gap.Name);
                    if (gap.Enabled != known.Flag("enabled", absent: true))
                        known["enabled"] = gap.Enabled;
                }
                return known;
            case Transition transition:
                return WriteTransition(transition, rate);
            default:
                throw new TimelineException($"holds a {item.GetType().Name}, which cannot be written");
        }
    }

    private JsonObject WriteTransition(Transition transition, FrameRate rate)
    {
        var json = Copy(transition) ?? OtioObject.New("Transition.1");
        if (Known(transition) is not null && transition.IsAsRead)
            return json;
        Set(json, "name", transition.Name);
        if (json.Time("in_offset") != transition.Cut - transition.Start)
            json["in_offset"] = Time(transition.Cut - transition.Start, rate);
        if (json.Time("out_offset") != transition.End - transition.Cut)
            json["out_offset"] = Time(transition.End - transition.Cut, rate);
        if (Known(transition) is not null && transition.Origin!.AsRead is Transition read && ReferenceEquals(read.Effect, transition.Effect))
            return json;
        Set(json, "transition_type", transition.Effect is { Id: Fcpxml.EffectNames.CrossDissolve or Dissolve } or null ? Dissolve : "Custom_Transition");
        SetOwn(json, transition.Effect is { } effect ? new JsonObject { ["effect"] = OwnJson.Write(effect) } : []);
        return json;
    }

    private static JsonObject NewGap(string name, Rational start, Rational end, FrameRate rate)
    {
        var gap = OtioObject.New("Gap.1");
        gap["name"] = name;
        gap["source_range"] = Range(Rational.Zero, end - start, rate);
        return gap;
    }

    private JsonObject Collection(JsonObject[] timelines)
    {
        var collection = Copy(_project) is { } known && known.Schema() == "SerializableCollection" ? known : OtioObject.New("SerializableCollection.1");
        Set(collection, "name", _project.Name);
        // Other things of a collection (clips, collections inside) stay where they are.
        var others = collection.Objects("children").Where(c => c.Schema() != "Timeline").Select(c => c.DeepClone()).ToArray();
        collection["children"] = new JsonArray([.. timelines, .. others]);
        return collection;
    }

    /// <summary>What no clip shows: it stands in the metadata of the whole.</summary>
    private void WriteRest(JsonObject root)
    {
        var own = root.Own() is { } known ? (JsonObject)known.DeepClone() : [];
        foreach (var name in new[] { "project", "media", "nested", "multicams" })
            own.Remove(name);
        if (_project.Name != root.Text("name"))
            own["project"] = _project.Name;
        var media = _project.Media.Where(m => !_clips.Shown.Contains(m.Id)).Select(m => (JsonNode?)_clips.Reference(m)).ToArray();
        if (media.Length > 0)
            own["media"] = new JsonArray(media);
        var multicams = _project.Multicams.Select(m => (JsonNode?)WriteMulticam(m)).ToArray();
        if (multicams.Length > 0)
            own["multicams"] = new JsonArray(multicams);
        var nested = _project.Nested.Where(s => !_written.Contains(s.Id)).Select(s => (JsonNode?)WriteTimeline(s)).ToArray();
        if (nested.Length > 0)
            own["nested"] = new JsonArray(nested);
        if (!JsonNode.DeepEquals(own, root.Own() ?? []))
            SetOwn(root, own);
    }

    private JsonObject WriteMulticam(Multicam multicam) => new()
    {
        ["id"] = multicam.Id,
        ["name"] = multicam.Name,
        ["rate"] = new JsonObject { ["numerator"] = multicam.Rate.Numerator, ["denominator"] = multicam.Rate.Denominator },
        ["angles"] = new JsonArray([.. multicam.Angles.Select(a => new JsonObject { ["id"] = a.Id, ["name"] = a.Name, ["tracks"] = new JsonArray([.. a.Tracks.Select(t => WriteTrack(t, multicam.Rate))]) })]),
    };
}
