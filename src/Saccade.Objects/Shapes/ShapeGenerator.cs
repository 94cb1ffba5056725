using Saccade.Tensors.Random;

namespace Saccade.Objects.Shapes;

/// <summary>
/// Makes pictures of one filled shape each, of any place, size, turn and colour, before a ground that runs from one colour to another. Picture <c>index</c>
/// depends on seed, size, noise and index alone: any order and any number of threads give the same bytes, without end.
/// </summary>
public sealed class ShapeGenerator
{
    /// <summary>Part of the hash of the data: to be raised whenever a picture comes out with other bytes.</summary>
    public const int Version = 1;

    // What a picture's random numbers are for; part of the data's definition.
    private const uint ClassOrder = 1, Geometry = 2, Noise = 3;

    /// <summary>How far shape and ground lie apart at least in brightness, as a share of full scale.</summary>
    private const double LeastContrast = 0.2;

    private readonly ulong _seed;
    private readonly double _noise;

    /// <param name="options">Seed, size and noise count here.</param>
    public ShapeGenerator(ShapeOptions options) => (_seed, Size, _noise) = ((ulong)options.Seed, options.Size, options.Noise);

    public static IReadOnlyList<string> Classes { get; } = [.. Silhouette.All.Select(s => s.Name)];

    /// <summary>S</summary>
    public int Size { get; }

    /// <summary>The label of a picture. Of as many consecutive ones as there are classes each has one, in an order of their own.</summary>
    public int ClassOf(long index)
    {
        Span<int> order = stackalloc int[Classes.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var (group, place) = Math.DivRem(index, order.Length);
        new RandomKey(_seed, RandomStream.Data, (ulong)group, ClassOrder).Shuffle(order);
        return order[(int)place];
    }

    /// <summary>Makes picture <paramref name="index"/>.</summary>
    /// <param name="index">0 or more.</param>
    /// <param name="picture">(S, S, 3), exactly; overwritten.</param>
    /// <returns>Its label.</returns>
    public int Read(long index, Span<byte> picture)
    {
        if (picture.Length != 3 * Size * Size)
            throw new ArgumentException($"The buffer holds {picture.Length} bytes; a picture has {3 * Size * Size}.", nameof(picture));
        var label = ClassOf(index);
        var key = new RandomKey(_seed, RandomStream.Data, (ulong)index, Geometry);
        var radius = Size * Uniform(0, 0.12, 0.42);
        var (centreX, centreY) = (Uniform(1, 0.8 * radius, Size - 0.8 * radius), Uniform(2, 0.8 * radius, Size - 0.8 * radius));
        var (sin, cos) = Math.SinCos(Uniform(3, 0, 2 * Math.PI));
        var (sinSlope, cosSlope) = Math.SinCos(Uniform(4, 0, 2 * Math.PI));
        Span<double> from = [Uniform(5, 0, 1), Uniform(6, 0, 1), Uniform(7, 0, 1)];
        Span<double> to = stackalloc double[3], ink = stackalloc double[3];
        for (var c = 0; c < 3; c++)
            to[c] = Math.Clamp(from[c] + Uniform(8 + c, -0.3, 0.3), 0, 1);
        for (var draw = 16;; draw += 3)
        {
            for (var c = 0; c < 3; c++)
                ink[c] = Uniform(draw + c, 0, 1);
            if (Math.Abs(Brightness(ink) - (Brightness(from) + Brightness(to)) / 2) >= LeastContrast)
                break;
        }
        var deviation = 255 * Uniform(11, 0, _noise);
        var silhouette = Silhouette.All[label];
        var noise = new RandomKey(_seed, RandomStream.Data, (ulong)index, Noise);
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                var (right, down) = (x + 0.5 - centreX, y + 0.5 - centreY);
                var outside = silhouette.Distance((right * cos + down * sin) / radius, (down * cos - right * sin) / radius) * radius;
                var cover = Math.Clamp(0.5 - outside, 0, 1);
                var slope = Math.Clamp(0.5 + ((x + 0.5) / Size - 0.5) * cosSlope + ((y + 0.5) / Size - 0.5) * sinSlope, 0, 1);
                var pixel = y * Size + x;
                var grain = deviation * noise.Normal((ulong)pixel);
                for (var c = 0; c < 3; c++)
                {
                    var ground = from[c] + slope * (to[c] - from[c]);
                    picture[3 * pixel + c] = (byte)Math.Clamp(255 * (ground + cover * (ink[c] - ground)) + grain + 0.5, 0, 255);
                }
            }
        return label;

        double Uniform(int draw, double low, double high) => low + (high - low) * key.UniformDouble((ulong)draw);
    }

    private static double Brightness(ReadOnlySpan<double> colour) => (colour[0] + colour[1] + colour[2]) / 3;
}
