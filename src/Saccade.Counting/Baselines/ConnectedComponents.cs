using Saccade.Counting.Geometry;
using Saccade.Counting.Scenes;
using Saccade.Media;

namespace Saccade.Counting.Baselines;

/// <summary>
/// Counting without learning: what differs from the ground's usual colour by more than a threshold is an object, what hangs together is one object, and what
/// is smaller than some pixels is none. Of one colour are those whose mean is nearest to that colour.
/// </summary>
/// <param name="Threshold">Distance in colour from the ground, as a share of full scale.</param>
/// <param name="SmallestArea">In pixels.</param>
public sealed record ConnectedComponents(double Threshold = 0.18, int SmallestArea = 12)
{
    /// <summary>The middle of each object that is found.</summary>
    public IReadOnlyList<PointPixels> Find(Frame picture, int category)
    {
        var isObject = Foreground(picture);
        var found = new List<PointPixels>();
        var stack = new Stack<int>();
        for (var start = 0; start < isObject.Length; start++)
        {
            if (!isObject[start])
                continue;
            var (area, x, y, colour) = Take(picture, isObject, stack, start);
            if (area >= SmallestArea && (category == Categories.All || Nearest(colour) == category))
                found.Add(new(x, y));
        }
        return found;
    }

    private bool[] Foreground(Frame picture)
    {
        Span<double> ground = [Median(picture, 0), Median(picture, 1), Median(picture, 2)];
        var isObject = new bool[picture.Width * picture.Height];
        var squared = Threshold * 255 * Threshold * 255;
        for (var i = 0; i < isObject.Length; i++)
        {
            var distance = 0.0;
            for (var c = 0; c < 3; c++)
                distance += (picture.Pixels[(3 * i) + c] - ground[c]) * (picture.Pixels[(3 * i) + c] - ground[c]);
            isObject[i] = distance > squared;
        }
        return isObject;
    }

    /// <summary>Takes the component of a pixel out of the picture: its area, its middle, its mean colour.</summary>
    private static (int Area, double X, double Y, double[] Colour) Take(Frame picture, bool[] isObject, Stack<int> stack, int start)
    {
        var (area, x, y, colour) = (0, 0.0, 0.0, new double[3]);
        stack.Push(start);
        isObject[start] = false;
        while (stack.TryPop(out var pixel))
        {
            var (px, py) = (pixel % picture.Width, pixel / picture.Width);
            (area, x, y) = (area + 1, x + px + 0.5, y + py + 0.5);
            for (var c = 0; c < 3; c++)
                colour[c] += picture.Pixels[(3 * pixel) + c];
            Visit(px > 0, pixel - 1);
            Visit(px + 1 < picture.Width, pixel + 1);
            Visit(py > 0, pixel - picture.Width);
            Visit(py + 1 < picture.Height, pixel + picture.Width);
        }
        return (area, x / area, y / area, [.. colour.Select(c => c / area / 255)]);

        void Visit(bool isInside, int neighbour)
        {
            if (!isInside || !isObject[neighbour])
                return;
            isObject[neighbour] = false;
            stack.Push(neighbour);
        }
    }

    /// <summary>The category of the paint that a colour is most like, whatever the light.</summary>
    private static int Nearest(double[] colour) =>
        Categories.Of(Enum.GetValues<ObjectColour>().MaxBy(c => Cosine(colour, ObjectPainter.Paint(c))));

    private static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double dot = 0, lengths = 1e-12, other = 0;
        for (var i = 0; i < a.Length; i++)
            (dot, lengths, other) = (dot + (a[i] * b[i]), lengths + (a[i] * a[i]), other + (b[i] * b[i]));
        return dot / Math.Sqrt(lengths * other);
    }

    private static double Median(Frame picture, int channel)
    {
        Span<int> histogram = stackalloc int[256];
        for (var i = channel; i < picture.Pixels.Length; i += 3)
            histogram[picture.Pixels[i]]++;
        var (left, level) = (picture.Pixels.Length / 6, 0);
        while ((left -= histogram[level]) > 0)
            level++;
        return level;
    }
}
