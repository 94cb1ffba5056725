using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>What becomes one element: a picture with the sounds that run in step with it, or sound alone.</summary>
/// <param name="Picture">Null for sound alone.</param>
/// <param name="Sounds">Beginning and ending together; empty for a picture alone.</param>
internal sealed record FoldedClip(Clip? Picture, IReadOnlyList<Clip> Sounds)
{
    /// <summary>Whose place and source the element has.</summary>
    public Clip Main => Picture ?? Sounds[0];

    public Clip? Sound => Sounds.Count > 0 ? Sounds[0] : null;

    public IEnumerable<Clip> All => Picture is null ? Sounds : Sounds.Prepend(Picture);

    /// <summary>For each picture the linked sounds that one element can say with it, and each other sound for itself.</summary>
    public static IReadOnlyDictionary<Clip, FoldedClip> Fold(IReadOnlyList<Track> tracks)
    {
        var sounds = tracks.Where(t => t.Kind == TrackKind.Audio).SelectMany(t => t.Clips).ToArray();
        var linked = sounds.Where(s => s.LinkGroup is not null).ToLookup(s => s.LinkGroup!);
        var folded = new Dictionary<Clip, FoldedClip>(ReferenceEqualityComparer.Instance);
        var taken = new HashSet<Clip>(ReferenceEqualityComparer.Instance);
        foreach (var picture in tracks.Where(t => t.Kind == TrackKind.Video).SelectMany(t => t.Clips))
        {
            var own = new List<Clip>();
            if (picture.LinkGroup is { } group)
            {
                foreach (var sound in linked[group])
                {
                    if (!taken.Contains(sound) && InStep(picture, sound) && own.TrueForAll(o => Together(o, sound)) && own.TrueForAll(o => o.SourceTrack is not null && sound.SourceTrack is not null && o.SourceTrack != sound.SourceTrack || SameOrigin(picture, o, sound)))
                    {
                        own.Add(sound);
                        taken.Add(sound);
                    }
                }
            }
            folded[picture] = new FoldedClip(picture, own);
        }
        foreach (var sound in sounds.Where(s => !taken.Contains(s)))
            folded[sound] = new FoldedClip(null, [sound]);
        return folded;
    }

    private static bool SameOrigin(Clip picture, Clip a, Clip b) =>
        picture.Origin is { } origin && origin.Element == a.Origin?.Element && origin.Element == b.Origin?.Element;

    private static bool InStep(Clip picture, Clip sound) =>
        picture.Source is ClipSource.Media or ClipSource.Nested or ClipSource.Angle
        && picture.Source.Equals(sound.Source)
        && SameSpeed(picture, sound)
        && picture.SourceTimeAt(sound.Start - picture.Start) == sound.SourceTimeAt(Time.Rational.Zero);

    // Points count from each clip's own start; with equal source times at one moment only the same slopes are in step.
    private static bool SameSpeed(Clip picture, Clip sound) => (picture.Speed, sound.Speed) switch
    {
        (null, null) => true,
        ({ } a, { } b) when a.Points.Count == 0 && b.Points.Count == 0 => a.Ratio == b.Ratio,
        ({ } a, { } b) => a.Points.Count == b.Points.Count && a.Points.Zip(b.Points).All(p => p.First.SourceTime == p.Second.SourceTime && p.First.Offset + picture.Start == p.Second.Offset + sound.Start),
        _ => false,
    };

    private static bool Together(Clip a, Clip b) => a.Start == b.Start && a.Duration == b.Duration && SameEffects(a, b);

    private static bool SameEffects(Clip a, Clip b) => a.Effects.Count == b.Effects.Count && a.Effects.Zip(b.Effects).All(e => Same(e.First, e.Second));

    private static bool Same(Effect a, Effect b) =>
        a.Id == b.Id && a.Enabled == b.Enabled && a.Parameters.Count == b.Parameters.Count && a.Parameters.Zip(b.Parameters).All(p => p.First.Id == p.Second.Id && p.First.Value.Equals(p.Second.Value));
}
