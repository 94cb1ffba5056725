using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>What a clip shows at one moment: itself, or, where it shows a nested sequence or a multicam, the lowest clip that lies there at that moment of its own time.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Placement">Where it ends up, with everything around it.</param>
internal readonly record struct ShownClip(Clip Clip, Placement Placement)
{
    private const int Deepest = 16;
    private const double UsualAspect = 16 / 9.0;

    /// <param name="frame">The sequence that the clip lies in.</param>
    /// <param name="offset">Seconds after the clip's start.</param>
    /// <returns>Null where the nested sequence shows nothing then.</returns>
    /// <exception cref="TimelineException">Sequences are nested too deeply, or in themselves.</exception>
    public static ShownClip? At(TimelineProject project, Sequence frame, Clip clip, Rational offset, int depth = 0)
    {
        var own = Placement.Of(clip, offset);
        var (tracks, inner) = Inside(project, frame, clip);
        if (tracks is null)
            return new(clip, own);
        if (depth == Deepest)
            throw new TimelineException($"sequences are nested more than {Deepest} deep, or in themselves", clip: clip.Name);
        var time = clip.SourceTimeAt(offset);
        foreach (var track in tracks.Where(t => t.Kind == TrackKind.Video && t.Enabled))
        {
            if (Lying(track, time) is { } lying && At(project, inner, lying, time - lying.Start, depth + 1) is { } shown)
                return shown with { Placement = own.Around(shown.Placement, Ratio(inner, frame), frame is { Width: > 0 and var width, Height: > 0 and var height } ? (double)width / height : UsualAspect) };
        }
        return null;
    }

    /// <summary>Whether what a clip shows depends on the time within it by more than its own curves.</summary>
    public static bool IsNested(TimelineProject project, Sequence frame, Clip clip) => Inside(project, frame, clip).Tracks is not null;

    private static (IReadOnlyList<Track>? Tracks, Sequence Frame) Inside(TimelineProject project, Sequence frame, Clip clip) => clip.Source switch
    {
        ClipSource.Nested { Id: var id } when project.FindSequence(id) is { } nested => (nested.Tracks, nested),
        ClipSource.Angle { Id: var id, Video: var angle } when project.FindMulticam(id)?.Angles.FirstOrDefault(a => a.Id == angle) is { } view => (view.Tracks, frame),
        _ => (null, frame),
    };

    private static Clip? Lying(Track track, Rational time)
    {
        Clip? lying = null;
        foreach (var clip in track.Clips)
        {
            if (clip.Start > time)
                break;
            if (clip.Enabled && time < clip.End)
                lying = clip;
        }
        return lying;
    }

    private static Pair Ratio(Sequence inner, Sequence outer) => new(Ratio(inner.Width, outer.Width), Ratio(inner.Height, outer.Height));

    private static double Ratio(int? inner, int? outer) => inner is > 0 && outer is > 0 ? (double)inner.Value / outer.Value : 1;
}
