using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// Points instead of grids (spatial soft-argmax: Levine et al. 2016, Finn et al. 2016). Each frame goes through two convolutions at half
/// its resolution to K maps of scores; the softmax over a map's places is a distribution, and its mean is a point, exact to a fraction of a pixel.
/// With each point goes what tells size and light (the map's spread, how much it found, the stem's channels averaged under it), and how
/// the point moves and bends. Two convolutions over time make features of these.
/// 201,660 parameters and 47 million multiply-adds for a clip of 16 x 64 x 64. Letters: K maps, P places, C channels.
/// </summary>
public sealed class KeypointExtractor : Extractor
{
    // Scores start small, and a ball is a hundredth of the picture: without it all points would long lie at the picture's centre.
    private const float Sharpness = 10;

    // Of a distribution over places: the mean of x, y, x^2 and y^2.
    private const int Moments = 4;

    // Frames either way by which a point's motion is measured: a few, for what turns, and half a clip, for what is almost straight.
    private const int Near = 2, Far = 7, Reaches = 2;

    private readonly KeypointOptions _options;
    private readonly Convolution _stem1, _stem2, _scores, _time1, _time2;
    private readonly Linear _frame, _merge;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    public KeypointExtractor(Engine engine, KeypointOptions options)
        : base(engine)
    {
        _options = options;
        var (c, k, width) = (options.Channels, options.Maps, options.Width);
        _stem1 = Register("stem1", new Convolution(engine, 3, c, [5, 5], new() { Stride = [2], Padding = [2], Activation = Activation.Relu }));
        _stem2 = Register("stem2", new Convolution(engine, c, c, [3, 3], new() { Padding = [1], Activation = Activation.Relu }));
        _scores = Register("scores", new Convolution(engine, c, k, [1, 1]));
        _frame = Register("frame", new Linear(engine, k * NumbersOfPoint, width, activation: Activation.Relu));
        _time1 = Register("time1", new Convolution(engine, width, width, [3], new() { Padding = [1], Activation = Activation.Relu }));
        _time2 = Register("time2", new Convolution(engine, width, width, [3], new() { Padding = [1], Activation = Activation.Relu }));
        _merge = Register("merge", new Linear(engine, 2 * width, options.Features));
    }

    public static ExtractorFamily Family { get; } =
        ExtractorFamily.Of<KeypointOptions>("keypoints", (options, _, engine) => new KeypointExtractor(engine, options));

    public override int Width => _options.Features;

    public override IReadOnlyList<string> ActivationLayers => ["stem1", "stem2", "scores"];

    public override long MultiplyAdds(int frames, int size)
    {
        var (c, k, width) = ((long)_options.Channels, (long)_options.Maps, (long)_options.Width);
        long places = (size + 1) / 2 * ((size + 1) / 2);
        var perFrame = places * (c * 3 * 25 + c * c * 9 + c * k)                // stem1, stem2, scores
            + places * k * (Moments + c)                                        // points, what is under the maps
            + 2 * Reaches * frames * 2 * k                                      // motion
            + k * NumbersOfPoint * width + 2 * 3 * width * width                // frame, time1, time2
            + 2 * width * _options.Features;                                    // merge
        return frames * perFrame;
    }

    // Place, spread, score, channels; velocity and bend over each reach.
    private int NumbersOfPoint => Moments + 1 + _options.Channels + 2 * 2 * Reaches;

    protected override Tensor Extract(Tensor clips)
    {
        var (batch, frames, height, breadth) = (clips.Shape[0], clips.Shape[1], clips.Shape[3], clips.Shape[4]);
        var (c, k) = (_options.Channels, _options.Maps);
        var x = clips.Reshape(batch * frames, 3, height, breadth);
        x = _stem2.Forward(_stem1.Forward(x));                                          // [BT, C, S/2, S/2]
        var (rows, columns) = (x.Shape[2], x.Shape[3]);
        var scores = _scores.Forward(x).ScaleShift(Sharpness, 0).Reshape(batch * frames, k, rows * columns);
        var maps = scores.Softmax();                                                    // [BT, K, P]
        var moments = maps.MatMul(Grid(rows, columns)).Reshape(batch, frames, k, Moments);
        var points = moments.Slice(3, 0, 2);                                            // [B, T, K, 2]
        var spread = moments.Slice(3, 2, 2).Subtract(points.Square());                  // [B, T, K, 2]
        var found = scores.LogSumExp(2).ScaleShift(1 / Sharpness, 0);                   // [BT, K]
        var under = maps.MatMul(x.Reshape(batch * frames, c, rows * columns), transposeB: true);   // [BT, K, C]
        var motion = Motion(points.Reshape(batch, frames, 2 * k), height / 2f);         // [B, T, 8 K]
        ReadOnlySpan<Tensor> known =
        [
            points.Reshape(batch, frames, 2 * k), spread.Reshape(batch, frames, 2 * k), found.Reshape(batch, frames, k),
            under.Reshape(batch, frames, k * c), motion,
        ];
        x = _frame.Forward(known.Concat(2));                                            // [B, T, width]
        var over = _time2.Forward(_time1.Forward(x.Permute(0, 2, 1))).Permute(0, 2, 1); // [B, T, width]
        return _merge.Forward(ConcatOperation.Concat([x, over], 2));                             // [B, T, D]
    }

    /// <summary>
    /// How points move: velocity and second difference over each reach, in pixels, drawn together as v / (1 + |v|) so that a tenth of a
    /// pixel still counts beside a jump across the picture. Where the reach would leave the clip, of the nearest frame where it does not.
    /// </summary>
    /// <param name="points">[B, T, 2 K]</param>
    /// <param name="pixels">In one unit of the points.</param>
    /// <returns>[B, T, 4 x 2 K]</returns>
    private Tensor Motion(Tensor points, float pixels) => ConcatOperation.Concat(
        [Moved(points, Near, second: false, pixels), Moved(points, Near, second: true, pixels), Moved(points, Far, second: false, pixels), Moved(points, Far, second: true, pixels)], 2);

    private Tensor Moved(Tensor points, int reach, bool second, float pixels)
    {
        var v = Differences(points.Shape[1], reach, second, pixels).MatMul(points);
        return v.Divide(v.Abs().ScaleShift(1, 1));
    }

    /// <summary>[T, T]: row t takes the first (halved) or second difference over a reach at frame t.</summary>
    private Tensor Differences(int frames, int reach, bool second, float scale)
    {
        reach = Math.Min(reach, (frames - 1) / 2);
        var matrix = Engine.Empty(frames, frames);
        var values = matrix.AsSpan();
        values.Clear();
        for (var t = 0; t < frames; t++)
        {
            var row = values.Slice(t * frames, frames);
            var centre = Math.Clamp(t, reach, frames - 1 - reach);
            row[centre + reach] += second ? scale : scale / 2;
            row[centre - reach] += second ? scale : -scale / 2;
            row[centre] -= second ? 2 * scale : 0;
        }
        return matrix;
    }

    /// <summary>[P, 4]: x, y, x^2 and y^2 of the middle of each place, -1 to 1 over the picture.</summary>
    private Tensor Grid(int rows, int columns)
    {
        var grid = Engine.Empty(rows * columns, Moments);
        var values = grid.AsSpan();
        for (var i = 0; i < rows * columns; i++)
        {
            var (x, y) = ((2 * (i % columns) + 1f) / columns - 1, (2 * (i / columns) + 1f) / rows - 1);
            (values[Moments * i], values[Moments * i + 1], values[Moments * i + 2], values[Moments * i + 3]) = (x, y, x * x, y * y);
        }
        return grid;
    }
}
