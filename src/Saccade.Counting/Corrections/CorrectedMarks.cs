using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Media;

namespace Saccade.Counting.Corrections;

/// <summary>A count with a person's corrections laid over it.</summary>
/// <param name="Points">Those that are right and those that were added, in reading order.</param>
/// <param name="Visited">The same, and the wrong ones among them: a wrong point that counts as visited is not chosen again.</param>
internal sealed record CorrectedMarks(IReadOnlyList<CountedPoint> Points, IReadOnlyList<PointPixels> Visited)
{
    // Of the image's longer side, where nothing tells how large things are.
    private const double UnknownRow = 1 / 8.0;

    /// <param name="count">The model's own points, in the order of their numbers.</param>
    /// <param name="correction">What is wrong with them.</param>
    /// <param name="image">The image's size.</param>
    /// <param name="name">Of the image, for errors.</param>
    /// <exception cref="MediaException">A place lies outside of the image, or there is no point of a number.</exception>
    public static CorrectedMarks Of(IReadOnlyList<CountedPoint> count, ImageCorrection correction, ImagePlane image, string name)
    {
        foreach (var place in correction.Add.Concat(correction.Remove.Select(r => r.Place).OfType<PointPixels>()))
        {
            if (!image.Holds(place))
                throw Wrong(FormattableString.Invariant($"({place.X:0.#}, {place.Y:0.#}) lies outside of {image.Width} x {image.Height} pixels"));
        }
        var wrong = correction.Remove.Select(Index).ToHashSet();
        var right = correction.ResumeFrom ?? count.Count;
        if (right > count.Count)
            throw Wrong($"resume_from is {right}, and the count has {count.Count} points");
        CountedPoint[] points = [.. count.Take(right).Where((_, i) => !wrong.Contains(i)), .. correction.Add.Select(CountedPoint.ByPerson)];
        var height = Math.Max(1, Spacing.Of([.. points.Select(p => p.Place)]) ?? (UnknownRow * Math.Max(image.Width, image.Height)));
        (CountedPoint Point, bool IsRight)[] visited = [.. points.Select(p => (p, true)), .. wrong.Select(i => (count[i], false))];
        var order = PointOrdering.Sort([.. visited.Select(v => v.Point.Place)], PointOrder.Reading, height);
        return new([.. order.Where(i => visited[i].IsRight).Select(i => visited[i].Point)], [.. order.Select(i => visited[i].Point.Place)]);

        int Index(WrongPoint point)
        {
            if (point.Place is { } && count.Count == 0)
                throw Wrong("remove: the count has no points");
            if (point.Place is { } place)
                return Enumerable.Range(0, count.Count).MinBy(i => count[i].Place.SquaredDistanceTo(place));
            return point.Number <= count.Count ? point.Number.Value - 1 : throw Wrong($"remove: there is no point {point.Number}, the count has {count.Count}");
        }

        MediaException Wrong(string cause) => new(name, $"its correction does not fit: {cause}");
    }
}
