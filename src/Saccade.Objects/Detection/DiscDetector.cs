using Saccade.Media;

namespace Saccade.Objects.Detection;

/// <summary>
/// Finds bright discs in single pictures, without learning: what stands out and hangs together, one disc or several of it by what fills its shape best
/// (<see cref="DiscSplit"/>), centres to a fraction of a pixel from the anti-aliased edge. It takes bytes, and bytes are (H,W,3) everywhere here: the planes
/// (T,C,H,W) that models take are floats and cannot be passed. Time and memory grow with the pixels of a frame. One detector serves one thread.
/// </summary>
public sealed class DiscDetector
{
    // Fragments this far apart may be one disc.
    private const int WidestCrack = 2;

    // What discs fill worse than this is no disc: its place and size are those of its pixels.
    private const double DiscLike = 0.6;

    // Pixels that say how bright something is: more than one, since none need lie where it is brightest.
    private const int BrightestPixels = 3;

    // Beyond its edge a disc still colours pixels.
    private const double RimPixels = 0.5;

    private readonly DiscDetectorOptions options;
    private readonly Signal signal;
    private readonly ConnectedComponents components;
    private readonly Coverage coverage;

    /// <param name="width">W</param>
    /// <param name="height">H</param>
    /// <param name="options">Defaults fit generated clips.</param>
    /// <param name="background">What a fixed camera sees without objects, W x H; null: black.</param>
    /// <exception cref="ArgumentException">A size or an option is out of range.</exception>
    public DiscDetector(int width, int height, DiscDetectorOptions? options = null, Frame? background = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if ((long)width * height > Frame.MaxPixels)
            throw new ArgumentException($"{width} x {height} pixels are more than {Frame.MaxPixels}.");
        if (background is not null && (background.Width, background.Height) != (width, height))
            throw new ArgumentException($"The background is {background.Width} x {background.Height}, the frames are {width} x {height}.", nameof(background));
        this.options = options ?? new();
        this.options.Validate();
        (Width, Height) = (width, height);
        signal = new(width, height, background?.Pixels);
        components = new(width, height);
        coverage = new(width, height);
    }

    /// <summary>W</summary>
    public int Width { get; }

    /// <summary>H</summary>
    public int Height { get; }

    /// <inheritdoc cref="Detect(ReadOnlySpan{byte})"/>
    /// <exception cref="ArgumentException">The frame has another size than the detector.</exception>
    public IReadOnlyList<DetectedObject> Detect(Frame frame) => (frame.Width, frame.Height) == (Width, Height)
        ? Detect(frame.Pixels)
        : throw new ArgumentException($"The frame is {frame.Width} x {frame.Height}; this detector is for {Width} x {Height}.", nameof(frame));

    /// <summary>What is found in one frame, by rows of first pixels from above.</summary>
    /// <param name="frame">(H,W,3), exactly.</param>
    public IReadOnlyList<DetectedObject> Detect(ReadOnlySpan<byte> frame)
    {
        if (frame.Length != Width * Height * 3)
            throw new ArgumentException($"The frame holds {frame.Length} bytes; (H,W,3) of {Height} x {Width} pixels are {Width * Height * 3}.", nameof(frame));
        signal.Read(frame, options.Threshold);
        coverage.Measure(signal.Values, signal.Threshold, signal.Smoothed);
        // Smoothing makes specks of noise as wide again.
        var smallest = signal.Smoothed ? 2 * options.SmallestArea : options.SmallestArea;
        var things = components.Find(signal.Values, signal.Threshold).Where(c => c.Pixels.Length >= smallest).ToList();
        if (things.Count > options.MostObjects)
            things = [.. things.OrderByDescending(c => c.Pixels.Length).Take(options.MostObjects).OrderBy(c => c.Label)];
        var found = new List<DetectedObject>();
        foreach (var thing in Joined(things))
            Report(thing, found);
        return found;
    }

    private CoveragePatch PatchOf(Component component, int also = 0) => CoveragePatch.Of(component, also, coverage.Values, components.Labels, Width);

    // Puts together two fragments that fill one disc better than each of them does.
    private List<Component> Joined(List<Component> things)
    {
        var roundness = things.Select(c => DiscSplit.One(PatchOf(c)).Overlap).ToList();
        for (var i = 0; i < things.Count; i++)
        {
            for (var j = i + 1; j < things.Count; j++)
            {
                if (!things[i].IsWithin(WidestCrack, things[j]))
                    continue;
                var both = things[i].With(things[j]);
                var overlap = DiscSplit.One(PatchOf(both, things[j].Label)).Overlap;
                if (overlap <= Math.Max(roundness[i], roundness[j]))
                    continue;
                foreach (var at in things[j].Pixels)
                    components.Labels[at] = both.Label;
                (things[i], roundness[i]) = (both, overlap);
                things.RemoveAt(j);
                roundness.RemoveAt(j);
                j = i;
            }
        }
        return things;
    }

    private void Report(Component thing, List<DetectedObject> found)
    {
        var patch = PatchOf(thing);
        if (patch.Area < options.SmallestArea)
            return;
        var (discs, overlap) = DiscSplit.Of(patch, options.SmallestArea);
        if (overlap < DiscLike)
            found.Add(new(patch.Centroid, Math.Sqrt(patch.Area / Math.PI), thing.Box, overlap, LightOf(thing, discs, 0)));
        else if (discs is [var only])
            found.Add(new(new(only.X, only.Y), only.Radius, thing.Box, overlap, LightOf(thing, discs, 0)));
        else
            found.AddRange(discs.Select((d, k) => new DetectedObject(new(d.X, d.Y), d.Radius, BoxOf(d), overlap, LightOf(thing, discs, k))));
    }

    // Where another disc of the same thing lies, it may be that one's light.
    private double LightOf(Component thing, Disc[] discs, int which)
    {
        Span<float> brightest = stackalloc float[BrightestPixels];
        brightest.Clear();
        foreach (var at in thing.Pixels)
        {
            if (IsOfAnother(at % Width + 0.5, at / Width + 0.5))
                continue;
            var light = signal.Values[at];
            for (var i = 0; i < brightest.Length; i++)
            {
                if (light > brightest[i])
                    (light, brightest[i]) = (brightest[i], light);
            }
        }
        // A disc without three pixels of its own is as bright as what lies over it, for all that can be seen.
        if (brightest[^1] == 0)
            return discs.Length > 1 ? LightOf(thing, [discs[which]], 0) : Math.Max(brightest[0], options.Threshold);
        var sum = 0.0;
        foreach (var light in brightest)
            sum += light;
        return sum / brightest.Length;

        bool IsOfAnother(double x, double y)
        {
            for (var k = 0; k < discs.Length; k++)
            {
                var reach = discs[k].Radius + RimPixels;
                if (k != which && (x - discs[k].X) * (x - discs[k].X) + (y - discs[k].Y) * (y - discs[k].Y) < reach * reach)
                    return true;
            }
            return false;
        }
    }

    private PixelBox BoxOf(Disc disc)
    {
        var (left, right) = ((int)Math.Clamp(disc.X - disc.Radius, 0, Width - 1), (int)Math.Clamp(disc.X + disc.Radius, 0, Width - 1));
        var (top, bottom) = ((int)Math.Clamp(disc.Y - disc.Radius, 0, Height - 1), (int)Math.Clamp(disc.Y + disc.Radius, 0, Height - 1));
        return new(left, top, right - left + 1, bottom - top + 1);
    }
}
