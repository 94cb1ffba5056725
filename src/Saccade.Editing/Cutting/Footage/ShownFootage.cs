using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>
/// What of each recording a timeline shows: the pieces that its enabled clips on enabled video tracks play, at their speed, forwards or backwards, also from within nested sequences
/// and multicams. A held frame plays nothing.
/// </summary>
public sealed class ShownFootage
{
    private const int Deepest = 16;

    // Sequences nested in one another multiply: what a person has made stays far below.
    private const int MostClips = 1_000_000;

    private readonly TimelineProject _project;
    private readonly Dictionary<string, List<SourceRange>> _shown = new(StringComparer.Ordinal);
    private int _clips;

    private ShownFootage(TimelineProject project) => _project = project;

    /// <returns>By the id of the <see cref="MediaFile"/>, each in order and without overlaps.</returns>
    /// <exception cref="TimelineException">Sequences are nested too deeply or in themselves, or there are too many clips.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<SourceRange>> Of(TimelineProject project, Sequence sequence)
    {
        var footage = new ShownFootage(project);
        footage.Add(sequence.Tracks, new SourceRange(Rational.Zero, sequence.End), depth: 0);
        return footage._shown.ToDictionary(s => s.Key, s => SourceRange.Merged(s.Value), StringComparer.Ordinal);
    }

    /// <param name="tracks">What lies there.</param>
    /// <param name="seen">The time of these tracks that is seen.</param>
    /// <param name="depth">How many sequences are around it.</param>
    private void Add(IReadOnlyList<Track> tracks, SourceRange seen, int depth)
    {
        foreach (var clip in tracks.Where(t => t.Kind == TrackKind.Video && t.Enabled).SelectMany(t => t.Clips).Where(c => c.Enabled))
        {
            var (from, to) = (Rational.Max(clip.Start, seen.Start), Rational.Min(clip.End, seen.End));
            if (from >= to)
                continue;
            if (depth == Deepest || ++_clips > MostClips)
                throw new TimelineException(depth == Deepest ? $"sequences are nested more than {Deepest} deep, or in themselves" : $"nested sequences show more than {MostClips} clips", clip: clip.Name);
            foreach (var played in Played(clip, from - clip.Start, to - clip.Start))
            {
                if (clip.Source is ClipSource.Media { Id: var media })
                    Shown(media).Add(played);
                else if (Inside(clip.Source) is { } inner)
                    Add(inner, played, depth + 1);
            }
        }
    }

    private List<SourceRange> Shown(string media) => _shown.TryGetValue(media, out var ranges) ? ranges : _shown[media] = [];

    private IReadOnlyList<Track>? Inside(ClipSource source) => source switch
    {
        ClipSource.Nested { Id: var id } => _project.FindSequence(id)?.Tracks,
        ClipSource.Angle { Id: var id, Video: var angle } => _project.FindMulticam(id)?.Angles.FirstOrDefault(a => a.Id == angle)?.Tracks,
        _ => null,
    };

    /// <summary>The source's times between two offsets of a clip; one range for each stretch of even speed.</summary>
    private static IEnumerable<SourceRange> Played(Clip clip, Rational from, Rational to)
    {
        Rational[] bends = [from, .. (clip.Speed?.Points ?? []).Select(p => p.Offset).Where(o => o > from && o < to).Order(), to];
        for (var i = 1; i < bends.Length; i++)
        {
            var (a, b) = (clip.SourceTimeAt(bends[i - 1]), clip.SourceTimeAt(bends[i]));
            if (a != b)
                yield return new(Rational.Min(a, b), Rational.Max(a, b));
        }
    }
}
