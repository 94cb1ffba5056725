using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>
/// What a predicted clip of an asset class shows: the footage that was given for the class; else what the rough cut shows most of that class, on the same track before
/// others; else a title that says what is missing. Footage that runs in step with V1's (a second camera) keeps in step; where a clip of the same footage lay, it shows the same
/// moments.
/// </summary>
internal sealed class AssetSources
{
    // A recording that is nearly as long as V1's was made beside it.
    private const double InStepShare = 0.9;

    private readonly TimelineProject _project;
    private readonly IReadOnlyList<Clip> _base;
    private readonly IReadOnlyDictionary<int, MediaFile> _given;
    private readonly ILookup<(int Track, int Asset), Clip> _known;

    /// <param name="project">The rough cut.</param>
    /// <param name="sequence">Its timeline.</param>
    /// <param name="assets">Which class a clip is of.</param>
    /// <param name="given">What is to be shown, by class; their ids do not matter.</param>
    public AssetSources(TimelineProject project, Sequence sequence, AssetRules assets, IReadOnlyDictionary<int, MediaFile> given)
    {
        (_project, _given) = (project, given);
        var tracks = sequence.VideoTracks.ToArray();
        _base = tracks.Length == 0 ? [] : [.. tracks[0].Clips.Where(c => c.Enabled && c.Source is ClipSource.Media && c.Speed is null)];
        Cuts = [.. _base.SelectMany(c => new[] { c.Start, c.End }).Distinct().Order()];
        _known = tracks.SelectMany((t, place) => t.Clips.Where(c => c.Source is not ClipSource.Missing).Select(c => (Track: place, Clip: c)))
            .ToLookup(t => (t.Track, assets.ClassOf(t.Track + 1, t.Clip, PathOf(t.Clip))), t => t.Clip);
    }

    /// <summary>Files that clips show and the project does not have yet.</summary>
    public Dictionary<string, MediaFile> Added { get; } = [];

    /// <summary>What is missing, once each.</summary>
    public HashSet<string> Notes { get; } = [];

    /// <summary>Where V1's footage begins and ends, growing: what keeps in step is cut there too.</summary>
    public IReadOnlyList<Rational> Cuts { get; }

    /// <summary>A clip that shows the class, without a place; <see cref="StartOf"/> says from where when it has one.</summary>
    /// <param name="track">From 0.</param>
    /// <param name="asset">The class.</param>
    /// <param name="place">How many clips of that class the track has already: titles are used in their order.</param>
    public AssetSource Of(int track, int asset, int place)
    {
        if (_given.TryGetValue(asset, out var file))
        {
            var media = Media(file, asset);
            return new AssetSource(new Clip { Name = media.Name, Start = default, Duration = 1, Source = new ClipSource.Media(media.Id) }, [], IsBeside(media) ? Rational.Zero : null);
        }
        var alike = _known[(track, asset)].Any() ? [.. _known[(track, asset)]] : _known.Where(k => k.Key.Asset == asset).SelectMany(k => k).ToArray();
        if (alike.Length > 0)
        {
            var titles = alike.Where(c => c.Source is ClipSource.Generated).ToArray();
            if (2 * titles.Length > alike.Length)
                return new AssetSource(Bare(titles[place % titles.Length]), [], null);
            var usual = alike.GroupBy(c => c.Source).MaxBy(g => g.Aggregate(Rational.Zero, (sum, c) => sum + c.Duration).Value)!.ToArray();
            var isPicture = usual[0].Source is ClipSource.Media { Id: var id } && _project.FindMedia(id) is { } shown && IsPicture(shown);
            return new AssetSource(Bare(usual[0]), isPicture ? [] : usual, Ahead(usual));
        }
        Notes.Add($"nothing in the rough cut is of class {asset} (V{track + 1}): a title stands in its place; --asset {asset}=FILE gives what it is to show");
        return new AssetSource(Placeholder($"V{track + 1}: class {asset}"), [], null);
    }

    /// <summary>From where a source is shown in a clip of a place.</summary>
    public Rational StartOf(AssetSource source, Rational start, Rational end)
    {
        if (source.Ahead is { } ahead && At(start) is { } there)
            return Rational.Max(there + ahead, Rational.Zero);
        var lay = source.Lay.Where(c => c.Start < end && c.End > start && c.Speed is null).MaxBy(c => (Rational.Min(c.End, end) - Rational.Max(c.Start, start)).Value);
        var moment = lay is null ? source.Clip.SourceStart : lay.SourceTimeAt(start - lay.Start);
        return moment.Sign < 0 ? lay!.SourceStart : moment;
    }

    /// <summary>The moment of V1's footage at a time of the timeline; null where it shows none.</summary>
    private Rational? At(Rational time) => _base.FirstOrDefault(c => c.Start <= time && time < c.End) is { } clip ? clip.SourceTimeAt(time - clip.Start) : null;

    private MediaFile Media(MediaFile file, int asset)
    {
        if (_project.Media.FirstOrDefault(m => m.Path == file.Path) is { } known)
            return known;
        var id = $"asset-{asset}";
        while (_project.FindMedia(id) is not null)
            id += "-new";
        return Added[id] = file with { Id = id };
    }

    /// <summary>By how much footage is ahead of V1's; null where it is a picture, where V1 shows nothing, or where its clips go on while V1 is cut.</summary>
    private Rational? Ahead(Clip[] clips) =>
        clips[0].Source is ClipSource.Media { Id: var id } && _project.FindMedia(id) is { } media && IsBeside(media) && At(clips[0].Start) is { } there
            && clips.All(c => c.Speed is null && !Cuts.Any(cut => c.Start < cut && cut < c.End))
            ? clips[0].SourceStart - there : null;

    private bool IsBeside(MediaFile media) =>
        media is { HasVideo: true, Synthetic: null, Duration: { } duration } && !IsPicture(media) && _base.Count > 0
        && _base[0].Source is ClipSource.Media { Id: var id } && _project.FindMedia(id) is { Duration: { } footage } && duration.Value >= InStepShare * footage.Value;

    private static bool IsPicture(MediaFile media) =>
        Path.GetExtension(media.Path ?? media.Name).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".GIF" or ".BMP" or ".TIFF" or ".WEBP" or ".PSD";

    private string? PathOf(Clip clip) => clip.Source is ClipSource.Media { Id: var id } ? _project.FindMedia(id)?.Path : null;

    /// <summary>What a clip shows and how it is made, without where it stands and without what is said of it.</summary>
    private static Clip Bare(Clip clip) => new()
    {
        Name = clip.Name, Start = default, Duration = 1, Source = clip.Source, SourceStart = clip.SourceStart, Text = clip.Text, Effects = [.. clip.Effects.Select(e => e with { Origin = null })],
    };

    private static Clip Placeholder(string text) => new()
    {
        Name = text, Start = default, Duration = 1, Text = text,
        Source = new ClipSource.Generated(new Effect
        {
            Id = "Text", Name = "Text", Kind = "generator", Category = "Text",
            Parameters = [new Parameter { Id = "str", Name = "Text", Value = new ParameterValue.Text(text) }],
        }),
    };
}

/// <param name="Clip">What is shown.</param>
/// <param name="Lay">Clips of the same source in the rough cut; empty where all of its moments are the same.</param>
/// <param name="Ahead">By how many seconds its source is ahead of V1's, with which it runs in step; null for one that does not.</param>
internal readonly record struct AssetSource(Clip Clip, IReadOnlyList<Clip> Lay, Rational? Ahead);
