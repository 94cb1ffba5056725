using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>
/// Draws whole projects with replacement (cluster bootstrap; Efron and Tibshirani, "An introduction to the bootstrap", 1993): how much a number would differ had the
/// editor's shelf held others of the same kind. The draws depend on the number of projects alone.
/// </summary>
internal sealed class ProjectBootstrap
{
    private const int Draws = 1000;
    private const ulong Seed = 20260504;
    private readonly int[][] _draws;

    public ProjectBootstrap(int projects)
    {
        Projects = projects;
        _draws = new int[projects < 2 ? 0 : Draws][]; // one project drawn again and again would give an interval of width zero
        for (var draw = 0; draw < _draws.Length; draw++)
        {
            _draws[draw] = new int[projects];
            var key = new RandomKey(Seed, RandomStream.Evidence, (ulong)draw);
            for (var i = 0; i < projects; i++)
                _draws[draw][key.Integer((ulong)i, projects)]++;
        }
    }

    public int Projects { get; }

    /// <param name="measure">The number, given how often each project counts.</param>
    public Interval Of(Func<int[], double> measure) => Interval.FromDraws(measure([.. Enumerable.Repeat(1, Projects)]), _draws.Select(measure));

    /// <summary>A sum over projects divided by another.</summary>
    public Interval OfRatio(IReadOnlyList<double> above, IReadOnlyList<double> below) => Of(counts =>
    {
        double a = 0, b = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            a += counts[i] * above[i];
            b += counts[i] * below[i];
        }
        return b > 0 ? a / b : double.NaN;
    });

    /// <summary>The same for a share of cases, of which none or all may have been hits: then the open side gets its exact bound.</summary>
    public Interval OfShare(IReadOnlyList<double> hits, IReadOnlyList<double> cases)
    {
        var interval = OfRatio(hits, cases);
        return Interval.OfShare(interval.Value, [interval.Low, interval.High], cases.Count(c => c > 0));
    }

    /// <summary>The median of numbers that belong to projects.</summary>
    public Interval OfMedian(IEnumerable<(double Number, int Project)> numbers)
    {
        var sorted = numbers.OrderBy(n => n.Number).ToArray();
        return Of(counts =>
        {
            var half = sorted.Sum(n => (long)counts[n.Project]) / 2.0;
            if (half == 0)
                return double.NaN;
            var (passed, i) = (0L, -1);
            while (passed < half)
                passed += counts[sorted[++i].Project];
            if (passed > half)
                return sorted[i].Number;
            // The middle lies between two numbers.
            var next = i + 1;
            while (counts[sorted[next].Project] == 0)
                next++;
            return (sorted[i].Number + sorted[next].Number) / 2;
        });
    }
}
