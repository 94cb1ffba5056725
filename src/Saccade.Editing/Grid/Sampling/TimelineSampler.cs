using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>
/// Makes a grid of a timeline. Row i is what the frame shows that is seen at i steps after the start: there are floor(duration / step) rows, computed in
/// fractions, so that no row is lost to rounding. Disabled clips and tracks show nothing; audio and tracks above V20 are left out; a clip that another one on its
/// track overlaps gives way to the later one. A nested sequence or multicam shows, on the track of the clip that holds it, its lowest clip (see
/// <see cref="ShownClip"/>); time in it goes at the clip's speed.
/// </summary>
public static class TimelineSampler
{
    private const int MostHours = 24;

    private static readonly string[] VideoExtensions = [".mp4", ".mov", ".mkv", ".avi", ".m4v"];

    /// <param name="project">Where nested sequences and media are looked up.</param>
    /// <param name="sequence">One of its timelines.</param>
    /// <param name="videoId">The grid's name.</param>
    /// <param name="options">Layout, step and asset rules.</param>
    /// <exception cref="TimelineException">It is shorter than a step or longer than a day, no video clip is enabled, or sequences are nested in themselves.</exception>
    public static TimelineGrid Sample(TimelineProject project, Sequence sequence, string videoId, SamplingOptions options)
    {
        var step = new Rational(options.Step.Numerator, options.Step.Denominator);
        var tracks = sequence.VideoTracks.Take(GridLayout.Tracks).ToArray();
        if (!tracks.Any(t => t.Enabled && t.Clips.Any(c => c.Enabled)))
            throw new TimelineException($"the sequence '{sequence.Name}' has no video clip that is enabled");
        var duration = sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End;
        if (duration < step)
            throw new TimelineException($"the sequence '{sequence.Name}' lasts {duration} s, less than one step of {step} s");
        if (duration > MostHours * 3600)
            throw new TimelineException($"the sequence '{sequence.Name}' lasts {duration.Value / 3600:0} hours; up to {MostHours} are sampled");
        var layout = options.Layout;
        var steps = (int)(duration / step).Floor();
        var values = new float[steps * layout.Width];
        for (var cell = 0; cell < values.Length; cell += layout.Values.Count)
            layout.Inactive.CopyTo(values.AsSpan(cell));
        foreach (var (track, items) in tracks.Index().Where(t => t.Item.Enabled))
        {
            foreach (var clip in items.Clips.Where(c => c.Enabled))
            {
                var (first, end) = (FirstStep(clip.Start), Math.Min(FirstStep(clip.End), steps));
                if (first < end)
                    Fill(project, sequence, clip, track, (int)first, (int)end, step, options, values);
            }
        }
        return new TimelineGrid(videoId, SourceVideo(project), layout, options.Step, values);

        // The first step at which the frame that is seen begins at the time or after it.
        long FirstStep(Rational time) => Math.Max(0, (sequence.Rate.SecondsAt(sequence.Rate.FramesAt(time).Ceiling()) / step).Ceiling());
    }

    /// <summary>The name, without extension, of the first video file that a project names.</summary>
    public static string SourceVideo(TimelineProject project)
    {
        var path = project.Media.Select(m => m.Path).FirstOrDefault(p => p is not null && VideoExtensions.Contains(Path.GetExtension(p), StringComparer.OrdinalIgnoreCase));
        return path is null || Path.GetFileNameWithoutExtension(path) is not { Length: > 0 and <= GridTable.LongestName } name ? TimelineGrid.UnknownSource : name;
    }

    private static void Fill(TimelineProject project, Sequence sequence, Clip clip, int track, int first, int end, Rational step, SamplingOptions options, float[] values)
    {
        var layout = options.Layout;
        var isStill = !ShownClip.IsNested(project, sequence, clip) && !IsAnimated(clip);
        Span<float> cell = stackalloc float[layout.Values.Count];
        for (var i = first; i < end; i++)
        {
            if (i == first || !isStill)
            {
                var seen = sequence.Rate.SecondsAt(sequence.Rate.FramesAt(i * step).Floor());
                var shown = ShownClip.At(project, sequence, clip, seen - clip.Start);
                layout.Inactive.CopyTo(cell);
                if (shown is { } there)
                {
                    cell[GridLayout.Active] = 1;
                    cell[GridLayout.Asset] = options.Assets.ClassOf(track + 1, there.Clip, PathOf(project, there.Clip));
                    there.Placement.Write(layout, cell);
                }
            }
            cell.CopyTo(values.AsSpan((i * layout.Width) + (track * layout.Values.Count)));
        }
    }

    private static bool IsAnimated(Clip clip) =>
        clip.Motion.Scale.IsAnimated || clip.Motion.Position.IsAnimated || clip.Motion.Rotation.IsAnimated || clip.Motion.Anchor.IsAnimated
        || clip.Crop.Left.IsAnimated || clip.Crop.Right.IsAnimated || clip.Crop.Top.IsAnimated || clip.Crop.Bottom.IsAnimated;

    private static string? PathOf(TimelineProject project, Clip clip) => clip.Source is ClipSource.Media { Id: var id } ? project.FindMedia(id)?.Path : null;
}
