using Saccade.Editing.Content;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Clip = Saccade.Editing.Timelines.Clip;

namespace Saccade.Editing.Suggesting;

/// <summary>What is heard and seen along a timeline: at each step that of the recording that V1 shows, at the moment of it that is seen.</summary>
public static class TimelineContent
{
    /// <summary>The recordings that V1 shows, each once.</summary>
    /// <exception cref="MediaException">Of one of them neither the recording nor its features are on this machine.</exception>
    public static IReadOnlyList<string> Recordings(TimelineProject project, Sequence sequence)
    {
        var paths = Footage(sequence).Select(c => PathOf(project, c)).OfType<string>().Distinct().ToArray();
        return paths.FirstOrDefault(p => !LocalMedia.IsThere(p) && !LocalMedia.IsThere(ContentFeatures.OfSource(p))) is { } missing
            ? throw new MediaException(missing, "is not on this machine, and the run goes by what is heard and seen in it; 'saccade edit convert --relink OLD=NEW' says where media is, or NAME.features.csv beside the timeline what is heard and seen")
            : paths;
    }

    /// <param name="project">The timeline's.</param>
    /// <param name="sequence">The timeline.</param>
    /// <param name="measured">Of each recording what is heard and seen.</param>
    /// <returns>A row for each step of the timeline; a feature that one of the recordings lacks is absent.</returns>
    public static ContentFeatures Of(TimelineProject project, Sequence sequence, IReadOnlyDictionary<string, ContentFeatures> measured)
    {
        var duration = sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End;
        var features = ContentFeatures.Names.Count;
        var values = new float[(int)(duration / ContentFeatures.Step).Floor() * features];
        foreach (var clip in Footage(sequence))
        {
            if (PathOf(project, clip) is not { } path || !measured.TryGetValue(path, out var source) || source.Steps == 0)
                continue;
            var first = (clip.Start / ContentFeatures.Step).Ceiling();
            for (var step = first; step < Math.Min((clip.End / ContentFeatures.Step).Ceiling(), values.Length / features); step++)
            {
                var seen = (clip.SourceTimeAt((step * ContentFeatures.Step) - clip.Start) / ContentFeatures.Step).Floor();
                source.Values.Span.Slice((int)Math.Clamp(seen, 0, source.Steps - 1) * features, features).CopyTo(values.AsSpan((int)step * features));
            }
        }
        for (var feature = 0; feature < features; feature++)
        {
            if (measured.Values.All(m => m.Has(feature)))
                continue;
            for (var i = feature; i < values.Length; i += features)
                values[i] = float.NaN;
        }
        return new ContentFeatures(values);
    }

    private static IEnumerable<Clip> Footage(Sequence sequence) => sequence.VideoTracks.FirstOrDefault()?.Clips.Where(c => c.Enabled && c.Source is ClipSource.Media) ?? [];

    private static string? PathOf(TimelineProject project, Clip clip) => clip.Source is ClipSource.Media { Id: var id } ? project.FindMedia(id)?.Path : null;
}
