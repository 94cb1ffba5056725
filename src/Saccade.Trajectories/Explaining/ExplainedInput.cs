using Saccade.Media;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Explaining;

/// <summary>What is explained: a video or a sample, as windows for the model and as pictures to draw on. May be read again and again.</summary>
internal abstract class ExplainedInput
{
    // The extent of a picture in the strip, about.
    protected const int ThumbnailSize = 160;

    /// <summary>As it is called in what is written.</summary>
    public abstract string Name { get; }

    /// <summary>What the names of files begin with.</summary>
    public abstract string FileStem { get; }

    /// <summary>The input's extent in pixels, which positions are given in.</summary>
    public abstract (int Width, int Height) Size { get; }

    /// <summary>How the input's picture lies in the model's.</summary>
    public abstract Letterbox Box { get; }

    /// <summary>The rate of <see cref="Frames"/>.</summary>
    public abstract FrameRate Rate { get; }

    /// <summary>The true class, where the input comes with one; null: nobody knows.</summary>
    public abstract string? TrueClass { get; }

    /// <summary>By time, at least one.</summary>
    public abstract IEnumerable<ClipWindow> Windows();

    /// <summary>Pictures for the video, of one size: those of each view, and when they are shown, in frames at the model's rate.</summary>
    public abstract IEnumerable<(Frame[] Views, double At)> Frames();

    /// <summary>Small pictures of a window's own frames: [view][frame].</summary>
    public abstract Frame[][] Thumbnails(int start, int frames);

    /// <summary>Where the ball is in each frame of a window, (V, T) in the model's picture; null entries: not known.</summary>
    /// <param name="result">What the model said, for an input that comes without truth.</param>
    public abstract IReadOnlyList<MapBox?> BallBoxes(WindowResult result);

    /// <summary>Where the model's square lies in a picture of this input that was drawn at another size.</summary>
    public (double Left, double Top, double Right, double Bottom) SquareIn(Frame picture)
    {
        var (square, scale) = (Box.Square, picture.Width / (double)Size.Width);
        return (square.Left * scale, square.Top * scale, square.Right * scale, square.Bottom * scale);
    }
}
