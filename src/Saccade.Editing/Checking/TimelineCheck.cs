using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Checking;

/// <summary>What is wrong with a project that could be read. Malformed files, impossible times and overlaps are errors of reading already.</summary>
public static class TimelineCheck
{
    /// <param name="project">The project.</param>
    /// <param name="exists">Whether a file is there: given, so that a test needs no files.</param>
    public static IReadOnlyList<Finding> Run(TimelineProject project, Func<string, bool> exists)
    {
        List<Finding> findings = [];
        var clips = project.Sequences.SelectMany(s => s.Clips).ToArray();
        if (!clips.Any(c => c.Enabled && c.Source is not ClipSource.Missing))
            findings.Add(new Finding("no_usable_clip", true, project.Name, 0, clips.Length == 0 ? "no sequence has a clip" : $"all {clips.Length} clips are disabled or show nothing"));
        findings.AddRange(project.Media.Where(m => m.Path is not null && !exists(m.Path)).Select(m => new Finding("missing_media", false, m.Name, Line(m), $"{m.Path} is not on this machine; --relink OLD=NEW of edit convert says where it is")));
        var media = project.Media.ToLookup(m => m.Id);
        foreach (var sequence in project.Sequences.Concat(project.Nested))
        {
            if (Contains(sequence, sequence, project, []))
                findings.Add(new Finding("self_nesting", true, sequence.Name, Line(sequence), "the sequence contains itself"));
            if (!sequence.Rate.HasTimebase())
                findings.Add(new Finding("unusual_rate", false, sequence.Name, Line(sequence), $"{sequence.Rate} frames a second is no rate that all editors have"));
            foreach (var clip in sequence.Clips)
                findings.AddRange(Of(clip, project, media));
            foreach (var track in sequence.Tracks)
                findings.AddRange(Alone(track));
        }
        return findings;
    }

    private static IEnumerable<Finding> Of(Clip clip, TimelineProject project, ILookup<string, MediaFile> media)
    {
        var shown = clip.Source switch
        {
            ClipSource.Media m when !media.Contains(m.Id) => $"the media '{m.Id}'",
            ClipSource.Nested n when project.FindSequence(n.Id) is null => $"the sequence '{n.Id}'",
            ClipSource.Angle a when project.FindMulticam(a.Id) is null => $"the multicam '{a.Id}'",
            _ => null,
        };
        if (shown is not null)
            yield return new Finding("undefined_source", true, clip.Name, Line(clip), $"it shows {shown}, which the file does not define");
        // Pictures and what editors make themselves have a nominal duration only.
        if (clip.Source is ClipSource.Media { Id: var id } && media[id].FirstOrDefault() is { Synthetic: null, HasAudio: true, Duration: { } duration } && duration.Sign > 0)
        {
            if (clip.SourceStart.Sign < 0)
                yield return new Finding("before_media", false, clip.Name, Line(clip), $"it shows its media from {clip.SourceStart} s, before it begins");
            if (clip.SourceEnd > duration)
                yield return new Finding("beyond_media", false, clip.Name, Line(clip), $"it shows its media up to {clip.SourceEnd} s, but there are {duration} s");
        }
    }

    private static IEnumerable<Finding> Alone(Track track)
    {
        foreach (var transition in track.Transitions)
        {
            if (!track.Clips.Any(c => c.Start == transition.Cut || c.End == transition.Cut))
                yield return new Finding("transition_alone", false, transition.Name, Line(transition), $"no clip begins or ends at its cut, {transition.Cut} s");
        }
    }

    private static bool Contains(Sequence sequence, Sequence sought, TimelineProject project, HashSet<string> seen) =>
        sequence.Clips.Select(c => c.Source).OfType<ClipSource.Nested>().Select(n => project.FindSequence(n.Id)).OfType<Sequence>()
            .Any(inner => inner.Id == sought.Id || (seen.Add(inner.Id) && Contains(inner, sought, project, seen)));

    private static int Line(TimelineNode node) => node.Origin?.Line ?? 0;
}
