using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Writes clips of one timeline: the element that a clip was read from with what has changed, or a new element.</summary>
internal sealed class ClipWriter(FcpxmlDocument document, References references, Sequence sequence)
{
    private const string SolidGenerator = ".../Generators.localized/Solids.localized/Custom.localized/Custom.motn";
    private const string BasicTitle = ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti";

    private readonly Rational _frame = sequence.Rate.SecondsAt(1);
    private readonly EffectsWriter _effects = new(document, sequence.Rate.SecondsAt(1));

    /// <summary>The element, what things are connected to in it, and where it starts in its own time.</summary>
    public (XElement Outer, XElement Inner, Rational LocalStart) Build(FoldedClip clip, bool trackEnabled)
    {
        var main = clip.Main;
        var original = main.Origin?.Element as XElement;
        if (original is not null && document.CopyOf(main) is not null && original.Annotation<ClipParts>() is { } parts && CanReuse(clip, original, parts))
        {
            // An audition is its own storyline item, with its choices inside.
            var whole = original.Parent is { } parent && parent.Name == "audition" ? parent : original;
            var outer = document.Again(whole);
            var inner = document.CopyOf(main)!;
            foreach (var connected in inner.Elements().Where(StoryElement.IsStory).Where(c => FcpxmlContext.IsConnected(inner, c)).ToArray())
                XmlLayout.Remove(connected);
            if (!ReferenceEquals(outer, inner))
                inner.Set("lane", null);
            return (outer, inner, Fill(inner, clip, parts, trackEnabled));
        }
        var element = New(clip);
        return (element, element, Fill(element, clip, null, trackEnabled));
    }

    /// <summary>Changes an element where it stands; the clip lies where it lay.</summary>
    public void Patch(XElement element, FoldedClip clip) =>
        Fill(element, clip, (clip.Main.Origin!.Element as XElement)!.Annotation<ClipParts>(), trackEnabled: true);

    /// <param name="picture">Null for a cross-fade of sound alone.</param>
    /// <param name="sound">Null for a transition of pictures alone.</param>
    public XElement BuildTransition(Transition? picture, Transition? sound)
    {
        var main = picture ?? sound!;
        if (document.CopyOf(main) is not null)
        {
            var known = document.Again((XElement)main.Origin!.Element);
            known.SetTime("duration", main.Duration);
            if (picture is null && known.Element("filter-video") is { } gone)
                XmlLayout.Remove(gone);
            if (sound is null && known.Element("filter-audio") is { } silent)
                XmlLayout.Remove(silent);
            PatchTransition(known, main);
            return known;
        }
        var name = main.Name.Length > 0 ? main.Name : main.Effect?.Name ?? "";
        var element = new XElement("transition", name.Length > 0 ? new XAttribute("name", name) : null, new XAttribute("offset", "0s"), new XAttribute("duration", StoryElement.Time(main.Duration)));
        if (picture?.Effect is { } effect)
            element.Add(_effects.BuildTransition(effect, "filter-video", name));
        if (sound is not null)
            element.Add(_effects.BuildTransition(sound.Effect ?? new Effect { Id = "FFAudioTransition", Name = "Audio Crossfade" }, "filter-audio", name));
        return element;
    }

    public void PatchTransition(XElement element, Transition transition)
    {
        if (element.Text("name") != transition.Name)
            element.Set("name", transition.Name.Length > 0 ? transition.Name : null);
        var read = transition.Origin!.AsRead as Transition;
        if (ReferenceEquals(read?.Effect, transition.Effect))
            return;
        var name = read?.Effect?.Kind ?? "filter-video";
        if (element.Element(name) is { } known)
            XmlLayout.Remove(known);
        if (transition.Effect is { } effect && _effects.BuildTransition(effect, name, transition.Name) is { } filter)
            XmlLayout.InsertAfter(element, null, filter);
    }

    public XElement BuildMarker(Marker marker, Rational shift)
    {
        if (marker.Color is { } color)
            document.Lose(marker.Name, $"the marker's colour {color}");
        return MarkerXml.Write(marker, document.CopyOf(marker) is null ? null : document.Again((XElement)marker.Origin!.Element), shift, _frame);
    }

    /// <summary>Whether the element can say what is to be said: its source is the same, and its sound can be switched off or is wanted as it is.</summary>
    private static bool CanReuse(FoldedClip clip, XElement original, ClipParts parts)
    {
        if (clip.Main.Origin!.AsRead is not Clip read || !read.Source.Equals(clip.Main.Source))
            return false;
        if (original.Name.LocalName is "asset-clip" or "ref-clip")
            return clip.Sounds.Count <= 1 || parts.Sounds.Count == clip.Sounds.Count || original.Name == "asset-clip";
        return (clip.Picture is null) == (parts.Picture is null) && clip.Sounds.Count == parts.Sounds.Count && clip.Sounds.All(s => ReferenceEquals(s.Origin?.Element, original));
    }

    private XElement New(FoldedClip clip)
    {
        var main = clip.Main;
        var only = clip.Sounds.Count == 0 ? "video" : clip.Picture is null ? "audio" : null;
        XElement element;
        switch (main.Source)
        {
            case ClipSource.Media media when references.Assets.TryGetValue(media.Id, out var asset):
                element = new XElement("asset-clip", new XAttribute("ref", asset.Id));
                if (only == "video" && !asset.Media.HasAudio && !document.Used.Contains((TrackKind.Audio, media.Id)) || only == "audio" && !asset.Media.HasVideo && !document.Used.Contains((TrackKind.Video, media.Id)))
                    only = null;
                if (clip.Picture is not null && asset.Shape is { Width: not null, Height: not null } shape && shape != new FrameShape(sequence.Width, sequence.Height))
                    element.Add(new XElement("adjust-conform", new XAttribute("type", "none")));
                if (asset.Media.Rate is { } rate && rate != sequence.Rate && RateName(rate) is { } name)
                    StoryElement.Insert(element, new XElement("conform-rate", new XAttribute("scaleEnabled", "0"), new XAttribute("srcFrameRate", name)));
                break;
            case ClipSource.Nested nested when references.Nested.TryGetValue(nested.Id, out var id):
                element = new XElement("ref-clip", new XAttribute("ref", id));
                break;
            case ClipSource.Angle angle when references.Multicams.TryGetValue(angle.Id, out var id):
                element = new XElement("mc-clip", new XAttribute("ref", id),
                    angle.Video is not null && angle.Video == angle.Audio ? new XElement("mc-source", new XAttribute("angleID", angle.Video), new XAttribute("srcEnable", "all")) : null,
                    angle.Video is not null && angle.Video != angle.Audio ? new XElement("mc-source", new XAttribute("angleID", angle.Video), new XAttribute("srcEnable", "video")) : null,
                    angle.Audio is not null && angle.Video != angle.Audio ? new XElement("mc-source", new XAttribute("angleID", angle.Audio), new XAttribute("srcEnable", "audio")) : null);
                break;
            case ClipSource.Generated { Generator: var generator }:
                return NewGenerated(main, generator);
            default:
                if (main.Source is not ClipSource.Missing)
                    throw new TimelineException("shows something that the project does not hold", clip: main.Name);
                return new XElement("clip");
        }
        element.Set("srcEnable", only);
        return element;
    }

    private XElement NewGenerated(Clip clip, Effect generator)
    {
        var known = document.Effect(generator.Id, generator.Name);
        var isTitle = clip.Text is not null || generator.Kind == "title";
        if (known is null)
            document.Lose(clip.Name, isTitle ? $"the look of its text ('{generator.Name}'): it becomes a Basic Title" : $"the generator '{generator.Name}': it becomes a plain solid");
        known ??= isTitle ? document.Effect(BasicTitle, "Basic Title") : document.Effect(SolidGenerator, "Custom");
        var element = new XElement(isTitle ? "title" : "video", new XAttribute("ref", known!));
        if (document.Effect(generator.Id, generator.Name) == known)
            EffectXml.WriteParameters(element, generator with { Origin = null }, clip.SourceStart, _frame);
        return element;
    }

    /// <summary>Makes an element say what the clip is.</summary>
    /// <param name="parts">What was read from it; null for a new one.</param>
    /// <returns>Its start in its own time.</returns>
    private Rational Fill(XElement element, FoldedClip clip, ClipParts? parts, bool trackEnabled)
    {
        var main = clip.Main;
        var read = parts is null ? null : (Clip?)main.Origin!.AsRead;
        if (read?.Name != main.Name)
            element.Set("name", main.Name);
        var start = WriteTimes(element, main, read, parts);
        var isEnabled = main.Enabled && trackEnabled;
        if (element.Flag("enabled", absent: true) != isEnabled)
            element.Set("enabled", isEnabled ? null : "0");
        if (element.Name.LocalName is "asset-clip" or "ref-clip" or "mc-clip" && parts is not null && (parts.Picture is not null != clip.Picture is not null || parts.Sounds.Count > 0 != clip.Sounds.Count > 0))
            element.Set("srcEnable", clip.Sounds.Count == 0 ? "video" : clip.Picture is null ? "audio" : null);
        WriteSplit(element, clip, start);
        var moved = parts is null || start != parts.Clock.Start;
        if (clip.Picture is { } picture)
        {
            var owner = ClipReader.PictureOwner(element) ?? element;
            PictureXml.Write(owner, picture, read, Units(picture, parts, owner), start, _frame, moved);
            if (AnimationXml.Holds(picture.Motion.Scale) || AnimationXml.Holds(picture.Motion.Position) || AnimationXml.Holds(picture.Motion.Rotation) || AnimationXml.Holds(picture.Opacity))
                document.Lose(picture.Name, "keyframes that hold their value: a second keyframe a frame before the next holds it");
            _effects.WriteFilters(owner, "filter-video", picture, picture.Effects, read?.Effects, start, moved);
            WriteText(element, picture, read);
        }
        if (clip.Sound is { } sound)
            WriteSound(element, clip, sound, parts is null || sound.Origin?.Element as XElement != main.Origin?.Element as XElement ? null : (Clip?)sound.Origin?.AsRead, start, moved);
        WriteMarkers(element, clip, start);
        return start;
    }

    private Rational WriteTimes(XElement element, Clip main, Clip? read, ClipParts? parts)
    {
        var part = parts?.Picture ?? (parts?.Sounds.Count > 0 ? parts.Sounds[0] : null);
        Rational start;
        if (read is not null && parts is not null && SequenceWriter.SameSpeed(read.Speed, main.Speed) && Slid(read, main, parts.Clock.Start) is { } slid)
        {
            start = slid;
        }
        else
        {
            var zero = part?.SourceZero ?? Zero(main.Source);
            (start, var map) = SpeedXml.Build(main, zero, main.Source is ClipSource.Media media ? document.Project.FindMedia(media.Id)?.Duration : null);
            if (element.Element("timeMap") is { } old)
                XmlLayout.Remove(old);
            if (map is not null)
                StoryElement.Insert(element, map);
        }
        if (parts is null || start != parts.Clock.Start)
            element.SetTime("start", start);
        if (read is null || read.Duration != main.Duration || element.Attribute("audioStart") is not null)
            element.SetTime("duration", main.Duration);
        return start;
    }

    /// <summary>Where the clip starts in its own time when it is seen from elsewhere at the same speed; null where only a new map of times can say it.</summary>
    private static Rational? Slid(Clip read, Clip now, Rational start)
    {
        if (read.SourceStart == now.SourceStart && read.SourceDuration == now.SourceDuration && read.Duration == now.Duration)
            return start;
        return now.Speed switch
        {
            null => start + now.SourceStart - read.SourceStart,
            { Points.Count: > 0 } => null,
            { Ratio.Sign: 0 } => null,
            { Ratio: var ratio } => start + ((now.SourceTimeAt(Rational.Zero) - read.SourceTimeAt(Rational.Zero)) / ratio),
        };
    }

    /// <summary>J and L cuts.</summary>
    private static void WriteSplit(XElement element, FoldedClip clip, Rational start)
    {
        if (clip.Picture is not { } picture || clip.Sound is not { } sound || (sound.Start == picture.Start && sound.Duration == picture.Duration))
        {
            if (clip.Picture is null || clip.Sounds.Count == 0 || element.Time("audioStart") is { } a && a != start || element.Time("audioDuration") is { } d && d != clip.Picture.Duration)
            {
                element.Set("audioStart", null);
                element.Set("audioDuration", null);
            }
            return;
        }
        element.SetTime("audioStart", start + sound.Start - picture.Start);
        element.SetTime("audioDuration", sound.Duration);
    }

    private void WriteSound(XElement element, FoldedClip clip, Clip sound, Clip? read, Rational start, bool moved)
    {
        var known = element.Elements("audio-channel-source").ToArray();
        var channels = element.Name.LocalName is "asset-clip" or "clip" && clip.Sounds.All(s => s.SourceTrack is not null) && (known.Length > 0 || read is null || clip.Sounds.Any(s => s.SourceTrack != (s.Origin?.AsRead as Clip)?.SourceTrack));
        if (channels)
        {
            XmlLayout.Arrange(element, known, [.. clip.Sounds.Select(s =>
            {
                var text = s.SourceTrack!.Value.ToString(CultureInfo.InvariantCulture);
                var source = Array.Find(known, k => k.Text("srcCh") == text) ?? new XElement("audio-channel-source", new XAttribute("srcCh", text));
                if (source.Flag("enabled", absent: true) != (s.Enabled || !clip.Main.Enabled))
                    source.Set("enabled", s.Enabled || !clip.Main.Enabled ? null : "0");
                return source;
            })], element.Elements().LastOrDefault(e => e.Name.LocalName is not ("filter-video" or "filter-audio" or "metadata" or "filter-video-mask")));
        }
        else if (clip.Sounds.Any(s => s.Enabled != clip.Main.Enabled))
        {
            document.Lose(sound.Name, $"the sound is switched {(sound.Enabled ? "on" : "off")} and its picture is not");
        }
        if (clip.Sounds.Any(s => s.SourceTrack is not null) && !channels && read is null)
            document.Lose(sound.Name, "which channel of its source it is");
        foreach (var other in clip.Sounds.Where(s => clip.Picture is not null && s.Name != clip.Main.Name && (read is null || s.Name != (s.Origin?.AsRead as Clip)?.Name)))
            document.Lose(other.Name, $"the sound's own name: it goes by its picture's, '{clip.Main.Name}'");
        _effects.WriteSound(element, sound, read?.Effects, start, moved);
    }

    private void WriteMarkers(XElement element, FoldedClip clip, Rational start)
    {
        var existing = element.Elements().Where(MarkerXml.IsMarker).ToArray();
        var markers = clip.Main.Markers;
        foreach (var lost in clip.Sounds.Where(s => !ReferenceEquals(s, clip.Main)).SelectMany(s => s.Markers).Where(m => !markers.Any(k => k.Start == m.Start && k.Name == m.Name)))
            document.Lose(clip.Main.Name, $"the marker '{lost.Name}' of its sound");
        if (existing.Length == 0 && markers.Count == 0)
            return;
        var wanted = markers.Select(m => (Marker: m, Known: document.CopyOf(m) is { } copy && copy.Parent == element ? copy : null)).Select(m =>
        {
            if (m.Known is null && m.Marker.Color is { } color)
                document.Lose(clip.Main.Name, $"the colour {color} of the marker '{m.Marker.Name}'");
            return MarkerXml.Write(m.Marker, m.Known, start, _frame);
        }).ToArray();
        XmlLayout.Arrange(element, existing, wanted, element.Elements().LastOrDefault(e => StoryElement.IsBeforeMarkers(e)));
    }

    private static void WriteText(XElement element, Clip picture, Clip? read)
    {
        if (picture.Text is not { } text || text == read?.Text)
            return;
        foreach (var more in element.Elements("text").Skip(1).ToArray())
            XmlLayout.Remove(more);
        var holder = element.Element("text");
        if (holder is null)
            StoryElement.Insert(element, holder = new XElement("text"));
        var style = holder.Element("text-style");
        holder.RemoveNodes();
        holder.Add(new XElement("text-style", style?.Attributes(), text));
    }

    private PictureUnits Units(Clip picture, ClipParts? parts, XElement owner)
    {
        var shape = parts?.Picture?.Shape ?? (picture.Source switch
        {
            ClipSource.Media media when references.Assets.TryGetValue(media.Id, out var asset) => asset.Shape,
            ClipSource.Nested nested when document.Project.FindSequence(nested.Id) is { } inner => new FrameShape(inner.Width, inner.Height),
            _ => default,
        });
        return PictureUnits.Of(sequence.Width, sequence.Height, shape.Width, shape.Height, owner.Element("adjust-conform")?.Text("type"));
    }

    private Rational Zero(ClipSource source) => source switch
    {
        ClipSource.Media media => references.Assets[media.Id].Zero,
        ClipSource.Nested nested => document.Project.FindSequence(nested.Id)?.StartTimecode ?? Rational.Zero,
        _ => Rational.Zero,
    };

    private static string? RateName(FrameRate rate) => (rate.Numerator, rate.Denominator) switch
    {
        (24000, 1001) => "23.98",
        (30000, 1001) => "29.97",
        (48000, 1001) => "47.95",
        (60000, 1001) => "59.94",
        (24 or 25 or 30 or 48 or 50 or 60, 1) => rate.Numerator.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
