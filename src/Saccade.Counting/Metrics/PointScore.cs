using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>Precision, recall or F1 of points that stand for a thing within a radius, one to one, over all points and things of all images.</summary>
internal sealed class PointScore : IMetric
{
    private readonly int _radius;
    private readonly Kind _kind;

    private PointScore(string name, string meaning, int radius, Kind kind) => (Name, Meaning, _radius, _kind) = (name, meaning, radius, kind);

    private enum Kind
    {
        Precision,
        Recall,
        F1,
    }

    public string Name { get; }
    public string Meaning { get; }
    public bool HigherIsBetter => true;
    public bool IsClaim { get; private init; }

    public static PointScore Precision(string name, int radius) => new(name, $"share of points that lie within {radius} pixels (of 384) of a thing, one to one", radius, Kind.Precision);

    public static PointScore Recall(string name, int radius) => new(name, $"share of things with a point within {radius} pixels (of 384), one to one", radius, Kind.Recall);

    public static PointScore F1(string name, int radius, bool isClaim) => new(name, $"F1 of points that lie within {radius} pixels (of 384) of a thing, one to one", radius, Kind.F1) { IsClaim = isClaim };

    /// <summary>What an image's paired points of all its points are called.</summary>
    public static string OfPoints(int radius) => $"points_{radius}";

    /// <summary>What an image's paired things of all its things are called.</summary>
    public static string OfThings(int radius) => $"things_{radius}";

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var (ofPoints, ofThings) = (new SummedRatio(OfPoints(_radius), outputs), new SummedRatio(OfThings(_radius), outputs));
        return counts =>
        {
            var points = _kind == Kind.Recall ? default : ofPoints.Of(counts);
            var things = _kind == Kind.Precision ? default : ofThings.Of(counts);
            var hits = _kind == Kind.F1 ? points.Sum + things.Sum : _kind == Kind.Precision ? points.Sum : things.Sum;
            return points.Count + things.Count > 0 ? hits / (points.Count + things.Count) : double.NaN;
        };
    }
}
