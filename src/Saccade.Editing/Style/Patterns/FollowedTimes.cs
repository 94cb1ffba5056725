namespace Saccade.Editing.Style.Patterns;

/// <summary>
/// The times of one timeline from which an event of a series follows within a window. Of how many such times chance would make hits is counted nearby: a track that is busy
/// at the end, as another is, does not follow it for that (interval jitter; Amarasingham et al. 2012).
/// </summary>
internal sealed class FollowedTimes
{
    /// <summary>How far chance may slide a series, either way, in seconds.</summary>
    public const double Reach = 10;

    /// <summary>Slides by which the spread of chance is measured: by the golden ratio, so that nothing is random and no rhythm is in step with them.</summary>
    private const int Slides = 40;
    private const double GoldenRatio = 0.6180339887498949;

    private readonly double[] _starts, _ends, _before; // stretches apart from each other, rising, and how much of the time lies in those before each
    private readonly double _duration;

    /// <param name="then">The series, rising.</param>
    /// <param name="window">How much later an event may be.</param>
    /// <param name="early">How much earlier still counts as together.</param>
    /// <param name="duration">Of the timeline. All in seconds.</param>
    public FollowedTimes(double[] then, double window, double early, double duration)
    {
        (_starts, _ends, _before, _duration) = (new double[then.Length], new double[then.Length], new double[then.Length], duration);
        for (var i = 0; i < then.Length; i++)
        {
            _starts[i] = Math.Max(then[i] - window, i > 0 ? _ends[i - 1] : 0);
            _ends[i] = then[i] + early;
            _before[i] = i > 0 ? _before[i - 1] + _ends[i - 1] - _starts[i - 1] : 0;
        }
    }

    /// <summary>For each time of <paramref name="first"/> the number of the next one of <paramref name="then"/>, or -1 where none follows within the window.</summary>
    public static int[] Hits(double[] first, double[] then, double window, double early)
    {
        var hits = new int[first.Length];
        var j = 0;
        for (var i = 0; i < first.Length; i++)
        {
            while (j < then.Length && then[j] < first[i] - early)
                j++;
            hits[i] = j < then.Length && then[j] <= first[i] + window ? j : -1;
        }
        return hits;
    }

    /// <summary>The share of the times within <see cref="Reach"/> of one that are followed.</summary>
    public double ShareNear(double time)
    {
        var (from, to) = (Math.Max(0, time - Reach), Math.Min(_duration, time + Reach));
        return (Until(to) - Until(from)) / (to - from);
    }

    /// <summary>The variance of the number of hits when the whole series is slid. Regular series hit all at once or not at all.</summary>
    public double Variance(double[] first)
    {
        double sum = 0, squares = 0;
        for (var slide = 1; slide <= Slides; slide++)
        {
            var by = ((2 * (slide * GoldenRatio % 1)) - 1) * Reach;
            var hits = first.Count(t => Holds(Reflected(t + by)));
            sum += hits;
            squares += (double)hits * hits;
        }
        var mean = sum / Slides;
        return (squares / Slides) - (mean * mean);
    }

    private double Reflected(double time) => time < 0 ? -time : time > _duration ? (2 * _duration) - time : time;

    private bool Holds(double time) => LastStart(time) is >= 0 and var i && time <= _ends[i];

    private double Until(double time) => LastStart(time) is >= 0 and var i ? _before[i] + Math.Min(time, _ends[i]) - _starts[i] : 0;

    private int LastStart(double time)
    {
        var at = Array.BinarySearch(_starts, time);
        return at >= 0 ? at : ~at - 1;
    }
}
