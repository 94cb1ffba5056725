using System.Text.Json.Nodes;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>Reads one clip, or one stack that stands on a track like a clip.</summary>
internal sealed class OtioClipReader(OtioMedia media, Func<JsonObject, IReadOnlyList<string>, Origin> origin, Func<JsonObject, Rational, Marker> marker)
{
    public Clip Read(JsonObject clip, Rational at, TrackKind kind)
    {
        var own = clip.Own();
        var reference = OtioMedia.Reference(clip);
        var (source, zero, available) = own?.Object("angle") is { } angle
            ? (new ClipSource.Angle(angle.Text("id"), Optional(angle, "video"), Optional(angle, "audio")), Rational.Zero, ((Rational, Rational)?)null)
            : media.Source(reference, clip.Text("name"), kind);
        var range = clip.Range("source_range") ?? available
            ?? throw OtioObject.Failure(clip, "has neither a source_range nor an available_range, so that it has no length");
        return Build(clip, own, source, at, range, zero);
    }

    public Clip ReadNested(JsonObject stack, Sequence sequence, Rational at) =>
        Build(stack, stack.Own(), new ClipSource.Nested(sequence.Id), at, stack.Range("source_range") ?? (Rational.Zero, sequence.End), Rational.Zero);

    /// <param name="zero">The time of the source's first frame, in which ranges count.</param>
    private Clip Build(JsonObject item, JsonObject? own, ClipSource source, Rational at, (Rational Start, Rational Duration) range, Rational zero)
    {
        if (range.Duration.Sign <= 0)
            throw OtioObject.Failure(item, "has no length: a clip lasts longer than nothing");
        var warps = item.Objects("effects").Where(IsTime).ToArray();
        var speed = own?.Object("speed") is { } written ? OwnJson.ReadSpeed(written) : Speed(warps);
        var clip = new Clip
        {
            Id = own?.Text("id") ?? "",
            Name = item.Text("name"),
            Enabled = item.Flag("enabled", absent: true),
            Start = at,
            Duration = range.Duration,
            Source = source,
            SourceStart = range.Start - zero,
            SourceDuration = own?.OwnTime("source_duration") ?? (speed is null ? range.Duration : Rational.Abs(speed.Ratio) * range.Duration),
            Speed = speed,
            Motion = OwnJson.ReadMotion(own?.Object("motion")),
            Crop = OwnJson.ReadCrop(own?.Object("crop")),
            Opacity = own is null ? 100 : OwnJson.ReadNumber(own, "opacity", 100),
            Effects = [.. item.Objects("effects").Where(e => !IsTime(e)).Select(Effect)],
            Markers = [.. item.Objects("markers").Select(m => marker(m, -range.Start))],
            LinkGroup = own is null ? null : Optional(own, "link_group"),
            SourceTrack = own?.Whole("source_track"),
            Text = own?["text"] is null ? null : own.Text("text"),
        };
        return clip with { Origin = origin(item, OtioMedia.Others(item)) };
    }

    private static bool IsTime(JsonObject effect) => effect.Schema() is "LinearTimeWarp" or "FreezeFrame" or "TimeEffect";

    private static SpeedChange? Speed(JsonObject[] warps)
    {
        var ratio = Rational.One;
        foreach (var warp in warps)
        {
            if (warp.Schema() == "FreezeFrame")
                ratio = Rational.Zero;
            else if (warp.Number("time_scalar") is { } scalar && Rational.TryParse(scalar.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture), out var exact))
                ratio *= exact;
        }
        return ratio == Rational.One ? null : new SpeedChange { Ratio = ratio };
    }

    private Effect Effect(JsonObject effect)
    {
        var read = effect.Own() is { } own ? OwnJson.ReadEffect(own) : new Effect { Id = effect.Text("effect_name"), Name = effect.Text("name"), Kind = "filter", Enabled = effect.Flag("enabled", absent: true) };
        return read with { Origin = origin(effect, []) };
    }

    private static string? Optional(JsonObject own, string name) => own[name] is null ? null : own.Text(name);
}
