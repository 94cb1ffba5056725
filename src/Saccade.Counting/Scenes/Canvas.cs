using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Scenes;

/// <summary>
/// A picture that is being made, in floating point, with the object that each pixel shows. An object shows where at least half of a pixel lies inside of its outline
/// and no later object does.
/// </summary>
internal sealed class Canvas(int width, int height)
{
    private const int Nothing = -1;

    private readonly float[] _colours = new float[width * height * 3];
    private readonly int[] _owners = Filled(width * height);
    private readonly List<(int Whole, int Seen)> _areas = [];

    public int Width => width;

    public int Height => height;

    /// <summary>Red, green and blue of a pixel, each around 0 to 1.</summary>
    public Span<float> this[int x, int y] => _colours.AsSpan(((y * width) + x) * 3, 3);

    /// <summary>Mixes a colour into a pixel by the share of it that is covered.</summary>
    public void Blend(int x, int y, double share, ReadOnlySpan<double> colour)
    {
        var pixel = this[x, y];
        for (var c = 0; c < 3; c++)
            pixel[c] += (float)(share * (colour[c] - pixel[c]));
    }

    /// <summary>Claims the pixels of an object, if that leaves it and every earlier one visible to a share of at least <paramref name="fewest"/>.</summary>
    /// <param name="gap">Pixels around the object in which there is no other one; 0: others may be covered.</param>
    /// <returns>Whether they were claimed.</returns>
    public bool TryClaim(Outline outline, PointPixels centre, double fewest, double gap)
    {
        var number = _areas.Count;
        var covered = new Dictionary<int, int>();
        var (whole, seen) = (0, 0);
        foreach (var (x, y) in Around(outline, centre, gap))
        {
            var distance = outline.Distance(x + 0.5 - centre.X, y + 0.5 - centre.Y);
            var isInside = x >= 0 && y >= 0 && x < width && y < height;
            if (gap > 0 && isInside && distance <= gap && _owners[(y * width) + x] != Nothing)
                return false;
            if (distance > 0)
                continue;
            whole++;
            if (!isInside)
                continue;
            seen++;
            if (_owners[(y * width) + x] is var owner and not Nothing)
                covered[owner] = covered.GetValueOrDefault(owner) + 1;
        }
        if (whole == 0 || seen < fewest * whole || covered.Any(c => _areas[c.Key].Seen - c.Value < fewest * _areas[c.Key].Whole))
            return false;
        foreach (var (owner, pixels) in covered)
            _areas[owner] = (_areas[owner].Whole, _areas[owner].Seen - pixels);
        _areas.Add((whole, seen));
        foreach (var (x, y) in Around(outline, centre))
        {
            if (x >= 0 && y >= 0 && x < width && y < height && outline.Distance(x + 0.5 - centre.X, y + 0.5 - centre.Y) <= 0)
                _owners[(y * width) + x] = number;
        }
        return true;
    }

    /// <summary>What is seen of each claimed object, in their order.</summary>
    public IReadOnlyList<(PointPixels Mean, PixelBox Box, double Visible, bool Touches)> Seen()
    {
        var count = _areas.Count;
        var (sums, boxes, touches) = (new (double X, double Y)[count], new PixelBox[count], new bool[count]);
        Array.Fill(boxes, new PixelBox(width, height, 0, 0));
        for (var i = 0; i < _owners.Length; i++)
        {
            if (_owners[i] is not (var owner and not Nothing))
                continue;
            var (x, y) = (i % width, i / width);
            sums[owner] = (sums[owner].X + x + 0.5, sums[owner].Y + y + 0.5);
            var box = boxes[owner];
            boxes[owner] = new(Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x + 1), Math.Max(box.Bottom, y + 1));
            foreach (var beside in new[] { x + 1 < width ? i + 1 : i, y + 1 < height ? i + width : i })
            {
                if (_owners[beside] is var other && other != Nothing && other != owner)
                    touches[owner] = touches[other] = true;
            }
        }
        return [.. _areas.Select((a, i) => (new PointPixels(sums[i].X / a.Seen, sums[i].Y / a.Seen), boxes[i], (double)a.Seen / a.Whole, touches[i]))];
    }

    /// <summary>The picture, each channel rounded and held to 0 to 255.</summary>
    public Frame ToFrame()
    {
        var frame = new Frame(width, height);
        for (var i = 0; i < _colours.Length; i++)
            frame.Pixels[i] = (byte)Math.Clamp((int)MathF.Round(_colours[i] * 255), 0, 255);
        return frame;
    }

    /// <summary>The pixels around a centre that an outline can touch, those outside of the picture too.</summary>
    public static IEnumerable<(int X, int Y)> Around(Outline outline, PointPixels centre, double beyond = 0)
    {
        var reach = outline.Reach + beyond + 1;
        for (var y = (int)Math.Floor(centre.Y - reach); y <= (int)(centre.Y + reach); y++)
        {
            for (var x = (int)Math.Floor(centre.X - reach); x <= (int)(centre.X + reach); x++)
                yield return (x, y);
        }
    }

    private static int[] Filled(int count)
    {
        var owners = new int[count];
        Array.Fill(owners, Nothing);
        return owners;
    }
}
