using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Style.Telling;

/// <summary>Projects whose hands are known, as numbers, and what is told of each by the others: it and its part of the projects are left out when it is told. Letters: N projects, H hands, J numbers.</summary>
internal sealed class KnownHands
{
    /// <summary>Fewer of a hand say nothing of its habits.</summary>
    public const int LeastProjects = 3;

    private const int Parts = 10;
    private const ulong Seed = 20260719;

    // Each as likely as the one before times this.
    private const double TemperatureStep = 1.25;
    private const int Temperatures = 24;

    private readonly double[][] _numbers;
    private readonly int[] _hands;
    private readonly int[] _parts;

    /// <param name="names">(H)</param>
    /// <param name="numbers">(N, J)</param>
    /// <param name="hands">(N): whose each is; every hand has at least <see cref="LeastProjects"/>.</param>
    public KnownHands(IReadOnlyList<string> names, double[][] numbers, int[] hands)
    {
        (Names, _numbers, _hands, _parts) = (names, numbers, hands, new int[hands.Length]);
        foreach (var group in hands.Index().GroupBy(h => h.Item))
        {
            // Every part has projects of every hand, as far as there are so many.
            foreach (var (place, (i, _)) in group.Index())
                _parts[i] = place % Math.Min(Parts, hands.CountBy(h => h).Min(h => h.Value));
        }
        var told = Told(hands, null);
        Temperature = Enumerable.Range(0, Temperatures).Select(t => Math.Pow(TemperatureStep, t)).MinBy(t => told.Select((d, i) => -Math.Log(Math.Max(1e-12, HandCentroids.Probabilities(d, t)[hands[i]]))).Sum());
        // What hands' own projects, left out, hardly ever exceed.
        Farthest = told.Max(d => d.Min());
        Centroids = HandCentroids.Fit(numbers, hands, names.Count);
    }

    /// <summary>(H)</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<int> Hands => _hands;

    public HandCentroids Centroids { get; }

    /// <summary>Of probabilities, chosen by what was told of projects left out.</summary>
    public double Temperature { get; }

    /// <summary>The largest distance to the nearest hand of any project that was left out.</summary>
    public double Farthest { get; }

    /// <summary>(N, H): distances of each project, told by those of other parts.</summary>
    /// <param name="hands">(N): whose each is said to be.</param>
    /// <param name="use">Numbers that are looked at; null for all.</param>
    public double[][] Told(int[] hands, Func<int, bool>? use)
    {
        var numbers = use is null ? _numbers : [.. _numbers.Select(n => n.Where((_, j) => use(j)).ToArray())];
        var told = new double[numbers.Length][];
        for (var part = 0; part < Parts; part++)
        {
            var others = Enumerable.Range(0, numbers.Length).Where(i => _parts[i] != part).ToArray();
            if (others.Length == numbers.Length)
                continue;
            var fitted = HandCentroids.Fit([.. others.Select(i => numbers[i])], [.. others.Select(i => hands[i])], Names.Count);
            foreach (var i in Enumerable.Range(0, numbers.Length).Where(i => _parts[i] == part))
                told[i] = fitted.Distances(numbers[i]);
        }
        return told;
    }

    /// <summary>How often a project that was left out is told to be the hand's that it is said to be.</summary>
    /// <param name="hands">(N): whose each is said to be, when others are told by it and when it is told itself.</param>
    /// <param name="use">As in <see cref="Told"/>.</param>
    public double Accuracy(int[] hands, Func<int, bool>? use = null) => Told(hands, use).Select((d, i) => Nearest(d) == hands[i] ? 1.0 : 0).Average();

    /// <summary>(N): the same hands dealt to the projects anew.</summary>
    public int[] Dealt(int draw)
    {
        var hands = _hands.ToArray();
        new RandomKey(Seed, RandomStream.Evidence, (ulong)draw).Shuffle(hands.AsSpan());
        return hands;
    }

    /// <summary>What is told of a project.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="label">Whose it is; -1 when nobody knows.</param>
    /// <param name="distances">(H)</param>
    public SampleOutput Output(string id, int label, double[] distances) => new()
    {
        Id = id,
        Group = id,
        Label = label,
        Prediction = Nearest(distances),
        Probabilities = [.. HandCentroids.Probabilities(distances, Temperature).Select(p => (float)p)],
    };

    private static int Nearest(double[] distances) => Array.IndexOf(distances, distances.Min());
}
