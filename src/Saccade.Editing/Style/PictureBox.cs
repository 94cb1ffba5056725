using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>What a picture covers, in parts of the frame's width and height from its upper left corner. Rotation is left out.</summary>
public readonly record struct PictureBox(double Left, double Top, double Width, double Height)
{
    /// <summary>A frame of that shape, where no timeline says another.</summary>
    public const double UsualAspect = 16.0 / 9;

    /// <summary>Width by height of the frame that most timelines have.</summary>
    internal static double AspectOf(IEnumerable<EditedTimeline> timelines) =>
        Usuals.Of(timelines.Select(t => t.Sequence).Where(s => s.Width > 0 && s.Height > 0).Select(s => (double)s.Width!.Value / s.Height!.Value), 1) is [var aspect, ..] ? aspect.Value : UsualAspect;

    /// <param name="placement">Where it is.</param>
    /// <param name="clip">Its clip: media of unknown size counts as large as the frame.</param>
    internal static PictureBox Of(Placement placement, Clip clip, EditedTimeline timeline)
    {
        var media = clip.Source is ClipSource.Media(var id) ? timeline.Project.FindMedia(id) : null;
        var isKnown = media is { Width: > 0, Height: > 0 } && timeline.Sequence is { Width: > 0, Height: > 0 };
        var scale = clip.Motion.Scale.Value;
        var (across, down) = (placement.Scale / 100, placement.Scale / 100 * (scale.X > 0 ? scale.Y / scale.X : 1));
        var width = across * (isKnown ? (double)media!.Width!.Value / timeline.Sequence.Width!.Value : 1);
        var height = down * (isKnown ? (double)media!.Height!.Value / timeline.Sequence.Height!.Value : 1);
        var anchor = clip.Motion.Anchor.At(Rational.Zero);
        var left = 0.5 + placement.X - (width * (0.5 + anchor.X)) + (width * placement.Cropped.Left / 100);
        var top = 0.5 + placement.Y - (height * (0.5 + anchor.Y)) + (height * placement.Cropped.Top / 100);
        var kept = (Across: 1 - ((placement.Cropped.Left + placement.Cropped.Right) / 100), Down: 1 - ((placement.Cropped.Top + placement.Cropped.Bottom) / 100));
        return new PictureBox(Math.Round(left, 3), Math.Round(top, 3), Math.Round(width * Math.Max(0, kept.Across), 3), Math.Round(height * Math.Max(0, kept.Down), 3));
    }
}
