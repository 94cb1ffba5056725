using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Clip = Saccade.Editing.Timelines.Clip;

namespace Saccade.Editing.Previewing;

/// <summary>A clip's pictures, one for each frame of a preview in turn: frames of its file, the same still picture again and again, or a box with words.</summary>
internal sealed class ClipPictures : IDisposable
{
    // Larger than a preview's frame, for what is enlarged and cropped.
    private const int WidestDecoded = 1280;
    private static readonly Rgb BoxColour = new(40, 44, 52);

    private readonly IEnumerator<TimedFrame>? _frames;
    private Frame? _last;

    private ClipPictures(Clip clip, Frame? still, IEnumerator<TimedFrame>? frames, Pair size) => (Clip, _last, _frames, Size) = (clip, still, frames, size);

    public Clip Clip { get; }

    /// <summary>Width and height in the preview's pixels, at scale 100 %.</summary>
    public Pair Size { get; }

    /// <summary>Pictures of a file.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="path">Its file.</param>
    /// <param name="rate">The preview's.</param>
    /// <param name="offset">Seconds after the clip's start of the first picture.</param>
    /// <param name="reduction">The preview's pixels for one of the timeline.</param>
    /// <exception cref="MediaException">It cannot be decoded.</exception>
    public static ClipPictures Of(Clip clip, string path, FrameRate rate, Rational offset, double reduction)
    {
        var probe = MediaProbe.Read(path);
        var size = new Pair(probe.Width * reduction, probe.Height * reduction);
        var largest = clip.Motion.Scale.Keyframes.Select(k => k.Value).Append(clip.Motion.Scale.Value).Max(s => Math.Max(s.X, s.Y)) / 100;
        // As many pixels as are seen; those of the file are enough.
        var share = Math.Clamp(Math.Min(reduction * largest, (double)WidestDecoded / Math.Max(probe.Width, probe.Height)), 0, 1);
        var decoded = (Math.Max(2, (int)Math.Ceiling(probe.Width * share)), Math.Max(2, (int)Math.Ceiling(probe.Height * share)));
        if (probe.IsPicture)
            return new(clip, new FfmpegReader(path, new FfmpegReaderOptions { Size = decoded }).ReadFrames().First().Frame, null, size);
        var speed = clip.Speed?.Ratio ?? Rational.One;
        var (start, every) = (Rational.Max(clip.SourceTimeAt(offset), Rational.Zero), new Rational(rate.Numerator, rate.Denominator) / speed);
        var length = (clip.Duration * speed) + 1;
        var reader = new FfmpegReader(path, new FfmpegReaderOptions
        {
            Size = decoded,
            Rate = RateOf(every),
            Start = new MediaTime(start.Numerator, start.Denominator),
            Length = new MediaTime(length.Numerator, length.Denominator),
        });
        return new(clip, null, reader.ReadFrames().GetEnumerator(), size);
    }

    /// <summary>Words in a box over the lower third, for a title.</summary>
    public static ClipPictures Title(Clip clip, string text, int width)
    {
        var scale = Math.Clamp(width / 320, 1, 4);
        var (boxWidth, boxHeight) = (Math.Min(width, (text.Length * BitmapFont.Advance * scale) + (8 * scale)), BitmapFont.LineHeight * scale * 2);
        var box = new Frame(boxWidth, boxHeight);
        box.Fill(BoxColour);
        box.DrawText(4 * scale, boxHeight / 4, text, Rgb.White, scale);
        return new(clip, box, null, new Pair(boxWidth, boxHeight));
    }

    /// <summary>The picture of the next frame; the last one again when the file has no more.</summary>
    /// <exception cref="MediaException">The file gives no picture at all.</exception>
    public Frame Next()
    {
        if (_frames is not null && MoveNext())
            _last = _frames.Current.Frame;
        return _last ?? throw new InvalidOperationException("A reader without frames throws by itself.");
    }

    public void Dispose() => _frames?.Dispose();

    /// <summary>Frames of the source for a second of the preview; to a thousandth where the fraction is finer than rates are.</summary>
    private static FrameRate RateOf(Rational rate) => rate is { Numerator: <= int.MaxValue, Denominator: <= int.MaxValue }
        ? new FrameRate((int)rate.Numerator, (int)rate.Denominator)
        : new FrameRate((int)Math.Clamp(rate.Value * 1000, 1, int.MaxValue), 1000);

    private bool MoveNext()
    {
        try
        {
            return _frames!.MoveNext();
        }
        catch (MediaException) when (_last is not null)
        {
            // Past what can be decoded the last picture stays, as it does in an editor.
            return false;
        }
    }
}
