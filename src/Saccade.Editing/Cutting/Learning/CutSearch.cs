using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>Finds the settings that do best on given recordings: one setting after the other, each over its whole list, until none gets better.</summary>
internal static class CutSearch
{
    private const int MostRounds = 6;

    private static readonly double[] Merges = [0, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 3], Shortests = [0, 0.3, 0.5, 1, 1.5, 2, 3, 4], Margins = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1];

    /// <summary>What settings are worth: F1 of the steps that are kept, and of cut points within 0.5 s, which count alike.</summary>
    public readonly record struct Worth(double Keep, double Boundary)
    {
        public double Sum => Keep + Boundary;
    }

    /// <param name="start">The settings that are begun with; of equally good ones those found first stay.</param>
    /// <param name="axes">For each setting, the settings with all values of it that are tried.</param>
    /// <param name="worth">How good settings are.</param>
    public static (T Best, Worth Worth) Best<T>(T start, IReadOnlyList<Func<T, IEnumerable<T>>> axes, Func<T, Worth> worth)
    {
        var (best, highest) = (start, worth(start));
        for (var round = 0; round < MostRounds; round++)
        {
            var before = highest;
            foreach (var axis in axes)
            {
                foreach (var tried in axis(best).ToArray())
                {
                    var found = worth(tried);
                    if (found.Sum > highest.Sum)
                        (best, highest) = (tried, found);
                }
            }
            if (highest == before)
                break;
        }
        return (best, highest);
    }

    /// <summary>The axes of a shape within other settings.</summary>
    public static IEnumerable<Func<T, IEnumerable<T>>> Shapes<T>(Func<T, ClipShape> get, Func<T, ClipShape, T> set) =>
    [
        s => Merges.Select(v => set(s, get(s) with { Merge = v })),
        s => Shortests.Select(v => set(s, get(s) with { Shortest = v })),
        s => Margins.Select(v => set(s, get(s) with { Before = v })),
        s => Margins.Select(v => set(s, get(s) with { After = v })),
    ];

    /// <summary>Over all recordings together.</summary>
    public static Worth Score(IEnumerable<(List<StepRange> Said, bool[] Truth)> recordings)
    {
        var (keep, boundary) = (default(Ratio), default(Ratio));
        foreach (var (said, truth) in recordings)
        {
            var ratios = CutJudge.Ratios(StepRange.Steps(said, truth.Length), truth);
            keep += ratios[CutJudge.KeepF1];
            boundary += ratios[CutJudge.BoundaryF1];
        }
        return new(keep.Count > 0 ? keep.Sum / keep.Count : 0, boundary.Count > 0 ? boundary.Sum / boundary.Count : 0);
    }
}
