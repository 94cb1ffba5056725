using System.Text.Json.Nodes;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>Writes clips: times, files, speeds and markers as OTIO has them, everything else beside them in metadata of our own.</summary>
internal sealed class OtioClipWriter(OtioWriter writer, TimelineProject project)
{
    private const string DefaultKey = "DEFAULT_MEDIA";
    private const string Missing = "MissingReference.1";

    /// <summary>The ids of the files that clips refer to.</summary>
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    /// <param name="rate">Of the timeline.</param>
    /// <param name="nested">The sequences that have been written as nested ones.</param>
    public JsonObject Write(Clip clip, FrameRate rate, HashSet<string> nested)
    {
        var known = writer.Copy(clip);
        var read = known is null ? null : (Clip?)clip.Origin!.AsRead;
        var isNested = clip.Source is ClipSource.Nested;
        if (clip.Source is ClipSource.Media shown)
            Shown.Add(shown.Id);
        if (read is not null && clip.IsAsRead && !isNested && (clip.Source is not ClipSource.Media media || project.FindMedia(media.Id) is { IsAsRead: true }))
            return known!;
        var json = known is not null && read!.Source.GetType() == clip.Source.GetType() ? known : OtioObject.New(isNested ? "Stack.1" : "Clip.2");
        if (!ReferenceEquals(json, known))
            read = null;
        OtioWriter.Set(json, "name", clip.Name);
        var (zero, sourceRate) = Zero(clip.Source, rate);
        if (read is null || read.SourceStart != clip.SourceStart || read.Duration != clip.Duration || json["source_range"] is null && json["media_reference"] is null)
            json["source_range"] = OtioWriter.Range(clip.SourceStart + zero, clip.Duration, read is null ? rate : json.RateOf("source_range") ?? sourceRate);
        if (clip.Enabled != (read?.Enabled ?? true))
            json["enabled"] = clip.Enabled;
        if (clip.Source is ClipSource.Nested { Id: var id })
        {
            var sequence = project.FindSequence(id) ?? throw new TimelineException($"shows the sequence '{id}', which the project does not hold", clip: clip.Name);
            nested.Add(id);
            writer.WriteNested(json, sequence);
        }
        else if (read is null || !read.Source.Equals(clip.Source) || clip.Source is ClipSource.Media { Id: var file } && project.FindMedia(file) is not { IsAsRead: true })
        {
            SetReference(json, clip);
        }
        WriteEffects(json, clip, read);
        var moved = read is not null && read.SourceStart != clip.SourceStart;
        if (!ReferenceEquals(clip.Markers, read?.Markers) && (clip.Markers.Count > 0 || json["markers"] is not null) || moved)
            json["markers"] = new JsonArray([.. clip.Markers.Select(m => writer.WriteMarker(m, clip.SourceStart + zero, rate))]);
        WriteOwn(json, clip);
        return json;
    }

    /// <summary>What a file is, as OTIO refers to it.</summary>
    public JsonObject Reference(MediaFile media)
    {
        var known = writer.Copy(media);
        if (known is not null && media.IsAsRead)
            return known;
        var read = known is null ? null : (MediaFile?)media.Origin!.AsRead;
        var reference = known ?? OtioObject.New(media.Path is null ? Missing : "ExternalReference.1");
        if (media.Path is { } path && path != read?.Path)
            reference["target_url"] = Fcpxml.FcpxmlDocument.Url(path);
        var rate = media.Rate ?? new FrameRate(24, 1);
        if (media.Duration is { } duration && (read is null || read.Duration != media.Duration || read.StartTimecode != media.StartTimecode || read.Rate != media.Rate))
            reference["available_range"] = OtioWriter.Range(media.StartTimecode, duration, rate);
        OtioWriter.Set(reference, "name", media.Name);
        var own = new JsonObject { ["id"] = media.Id, ["name"] = media.Name };
        if (media.Rate is { } exact)
            own["rate"] = new JsonObject { ["numerator"] = exact.Numerator, ["denominator"] = exact.Denominator };
        if (media.Duration is null && media.StartTimecode != Rational.Zero)
            own["start_timecode"] = media.StartTimecode.ToString();
        Add(own, "drop_frame", media.DropFrame);
        Add(own, "has_video", media.HasVideo);
        Add(own, "has_audio", media.HasAudio);
        Add(own, "width", media.Width);
        Add(own, "height", media.Height);
        Add(own, "sample_rate", media.SampleRate);
        Add(own, "audio_channels", media.AudioChannels);
        if (media.Synthetic is { } synthetic)
            own["synthetic"] = synthetic;
        OtioWriter.SetOwn(reference, own);
        return reference;
    }

    /// <summary>The source time that ranges count from, and the rate that they have.</summary>
    private (Rational Zero, FrameRate Rate) Zero(ClipSource source, FrameRate rate) =>
        source is ClipSource.Media media && project.FindMedia(media.Id) is { } file
            ? (file.Duration is null ? Rational.Zero : file.StartTimecode, file.Rate ?? rate)
            : (Rational.Zero, rate);

    private void SetReference(JsonObject json, Clip clip)
    {
        var reference = clip.Source switch
        {
            ClipSource.Media media => Reference(project.FindMedia(media.Id) ?? throw new TimelineException($"shows the file '{media.Id}', which the project does not hold", clip: clip.Name)),
            ClipSource.Generated { Generator: var generator } => Generator(generator),
            _ => OtioObject.New(Missing),
        };
        if (json.Object("media_references") is { } all)
        {
            all[json.Text("active_media_reference_key") is { Length: > 0 } key ? key : DefaultKey] = reference;
            return;
        }
        if (json.ContainsKey("media_reference"))
        {
            json["media_reference"] = reference;
            return;
        }
        json["media_references"] = new JsonObject { [DefaultKey] = reference };
        json["active_media_reference_key"] = DefaultKey;
    }

    private static JsonObject Generator(Effect effect)
    {
        var reference = OtioObject.New("GeneratorReference.1");
        reference["name"] = effect.Name;
        reference["generator_kind"] = effect.Id;
        reference["parameters"] = new JsonObject();
        OtioWriter.SetOwn(reference, new JsonObject { ["effect"] = OwnJson.Write(effect) });
        return reference;
    }

    private void WriteEffects(JsonObject json, Clip clip, Clip? read)
    {
        if (read is not null && ReferenceEquals(read.Effects, clip.Effects) && ReferenceEquals(read.Speed, clip.Speed))
            return;
        var effects = new List<JsonNode?>();
        if (clip.Speed is { } speed && ReferenceEquals(read?.Speed, speed))
            effects.AddRange(json.Objects("effects").Where(e => e.Schema() is "LinearTimeWarp" or "FreezeFrame" or "TimeEffect").Select(e => e.DeepClone()));
        else if (clip.Speed is { } changed)
            effects.Add(TimeWarp(changed));
        foreach (var effect in clip.Effects)
        {
            var item = writer.Copy(effect) ?? OtioObject.New("Effect.1");
            if (writer.Known(effect) is null || !effect.IsAsRead)
            {
                OtioWriter.Set(item, "name", effect.Name);
                OtioWriter.Set(item, "effect_name", effect.Id);
                OtioWriter.SetOwn(item, OwnJson.Write(effect));
            }
            effects.Add(item);
        }
        if (effects.Count > 0 || json["effects"] is not null)
            json["effects"] = new JsonArray([.. effects]);
    }

    private static JsonObject TimeWarp(SpeedChange speed)
    {
        var isFrozen = speed.Ratio == Rational.Zero && speed.Points.Count == 0;
        var warp = OtioObject.New(isFrozen ? "FreezeFrame.1" : "LinearTimeWarp.1");
        warp["name"] = "";
        warp["effect_name"] = isFrozen ? "FreezeFrame" : "LinearTimeWarp";
        warp["time_scalar"] = OwnJson.Double(speed.Ratio.Value);
        return warp;
    }

    private static void WriteOwn(JsonObject json, Clip clip)
    {
        var own = json.Own() is { } known ? (JsonObject)known.DeepClone() : [];
        foreach (var name in new[] { "id", "link_group", "source_track", "text", "motion", "crop", "opacity", "speed", "source_duration", "angle" })
            own.Remove(name);
        if (clip.Id.Length > 0)
            own["id"] = clip.Id;
        if (clip.LinkGroup is { } group)
            own["link_group"] = group;
        if (clip.SourceTrack is { } track)
            own["source_track"] = track;
        if (clip.Text is { } text)
            own["text"] = text;
        if (!clip.Motion.Equals(Motion.None))
            own["motion"] = OwnJson.Write(clip.Motion);
        if (!clip.Crop.Equals(Crop.None))
            own["crop"] = OwnJson.Write(clip.Crop);
        if (!clip.Opacity.Equals(new Animated<double>(100)))
            own["opacity"] = OwnJson.Write(clip.Opacity);
        // A time warp's scalar is a double: what it cannot say exactly stands beside it.
        if (clip.Speed is { } speed)
            own["speed"] = OwnJson.Write(speed);
        if (clip.SourceDuration != (clip.Speed is null ? clip.Duration : Rational.Abs(clip.Speed.Ratio) * clip.Duration))
            own["source_duration"] = clip.SourceDuration.ToString();
        if (clip.Source is ClipSource.Angle angle)
            own["angle"] = new JsonObject { ["id"] = angle.Id, ["video"] = angle.Video, ["audio"] = angle.Audio };
        OtioWriter.SetOwn(json, own);
    }

    private static void Add(JsonObject own, string name, bool value)
    {
        if (value)
            own[name] = true;
    }

    private static void Add(JsonObject own, string name, int? value)
    {
        if (value is { } number)
            own[name] = number;
    }
}
