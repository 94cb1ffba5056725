using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Editing.Formats.Xmeml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>The files that clips refer to. OTIO repeats a file with each clip; here it is one, known by our id or else by its address.</summary>
internal sealed class OtioMedia(JsonSource source)
{
    private const string DefaultKey = "DEFAULT_MEDIA";

    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private readonly List<MediaFile> _files = [];

    public IReadOnlyList<MediaFile> Files => _files;

    /// <summary>The reference that a clip uses: Clip.1 has one, Clip.2 several by key. Null where it has none.</summary>
    public static JsonObject? Reference(JsonObject clip) => clip.Object("media_references") is not { } all ? clip.Object("media_reference")
        : all.Object(clip.Text("active_media_reference_key") is { Length: > 0 } key ? key : DefaultKey);

    /// <summary>The references that a clip has beside the one it uses.</summary>
    public static IReadOnlyList<string> Others(JsonObject clip) => clip.Object("media_references") is { Count: > 1 } ? ["other media references"] : [];

    /// <summary>What a reference shows, the time of its first frame, and what of it there is.</summary>
    public (ClipSource Source, Rational Zero, (Rational Start, Rational Duration)? Available) Source(JsonObject? reference, string clip, TrackKind kind)
    {
        var available = reference?.Range("available_range");
        switch (reference?.Schema())
        {
            case "ExternalReference" or "ImageSequenceReference":
                var index = Read(reference, clip);
                // Nothing in OTIO says what a file holds but where it is used.
                if (reference.Own() is null)
                    _files[index] = Heard(_files[index], kind);
                return (new ClipSource.Media(_files[index].Id), available?.Start ?? Rational.Zero, available);
            case "GeneratorReference":
                var effect = reference.Own()?.Object("effect") is { } own ? OwnJson.ReadEffect(own)
                    : new Effect { Id = reference.Text("generator_kind"), Name = reference.Text("name"), Kind = "generator", Parameters = Parameters(reference) };
                return (new ClipSource.Generated(effect), available?.Start ?? Rational.Zero, available);
            case "MissingReference" when reference.Own()?.Text("id") is { Length: > 0 }:
                return (new ClipSource.Media(_files[Read(reference, clip)].Id), available?.Start ?? Rational.Zero, available);
            default:
                return (new ClipSource.Missing(), available?.Start ?? Rational.Zero, available);
        }
    }

    /// <summary>The place of the file among <see cref="Files"/>.</summary>
    public int Read(JsonObject reference, string clip = "")
    {
        var own = reference.Own();
        var url = reference.Schema() == "ImageSequenceReference" ? reference.Text("target_url_base") + reference.Text("name_prefix") : reference.Text("target_url");
        var id = own?.Text("id") ?? "";
        if (id.Length > 0 ? _byId.TryGetValue(id, out var known) : _byAddress.TryGetValue(url, out known))
            return known;
        if (id.Length == 0)
        {
            id = "media-" + (_files.Count + 1).ToString(CultureInfo.InvariantCulture);
            _byAddress[url] = _files.Count;
        }
        _byId[id] = _files.Count;
        var path = PathUrl.ToPath(url);
        var available = reference.Range("available_range");
        _files.Add(new MediaFile
        {
            Id = id,
            Name = own?.Text("name") ?? (reference.Text("name") is { Length: > 0 } name ? name : path is null ? clip : path[(path.LastIndexOf('/') + 1)..]),
            Path = url.Length == 0 ? null : path,
            Rate = own?.Object("rate") is { } rate ? OtioObject.ToRate(new Rational(rate.Whole("numerator") ?? 0, rate.Whole("denominator") ?? 1)) : reference.RateOf("available_range"),
            Duration = available?.Duration,
            StartTimecode = own?.OwnTime("start_timecode") ?? available?.Start ?? Rational.Zero,
            DropFrame = own?.Flag("drop_frame", absent: false) ?? false,
            HasVideo = own?.Flag("has_video", absent: false) ?? false,
            HasAudio = own?.Flag("has_audio", absent: false) ?? false,
            Width = own?.Whole("width"),
            Height = own?.Whole("height"),
            SampleRate = own?.Whole("sample_rate"),
            AudioChannels = own?.Whole("audio_channels"),
            Synthetic = own?["synthetic"] is null ? null : own.Text("synthetic"),
            Origin = new Origin(reference, source.LineOf(reference)),
        });
        return _files.Count - 1;
    }

    /// <summary>The file as it is once it is used on one more kind of track.</summary>
    private static MediaFile Heard(MediaFile file, TrackKind kind)
    {
        var (video, audio) = (file.HasVideo || kind == TrackKind.Video, file.HasAudio || kind == TrackKind.Audio);
        return video == file.HasVideo && audio == file.HasAudio ? file
            : file with { HasVideo = video, HasAudio = audio, Origin = new Origin(file.Origin!.Element, file.Origin.Line) { Unmodelled = file.Origin.Unmodelled } };
    }

    private static List<Parameter> Parameters(JsonObject reference) =>
        [.. reference.Object("parameters")?.Select(p => new Parameter { Id = p.Key, Name = p.Key, Value = new ParameterValue.Text(p.Value?.ToJsonString() ?? "null") }) ?? []];
}
