using Saccade.Editing.Grid.Sampling;
using Saccade.Training;

namespace Saccade.Editing.Judging;

/// <summary>
/// <c>asset_f1</c>: the mean over asset classes of the F1 of cells that show the class; of the classes that occur in truth, each counts the same (macro-F1). A cell without a clip shows none.
/// </summary>
internal sealed class AssetF1 : IMetric
{
    private static readonly string[] Hits = Names("asset_hits"), Used = Names("asset_used");

    public string Name => "asset_f1";
    public string Meaning => "F1 of cells that show an asset class, mean over the classes that occur";
    public bool HigherIsBetter => true;
    public bool IsClaim => true;

    /// <summary>Two for each hit over said and true cells of a class.</summary>
    public static string HitsOf(int asset) => Hits[asset];

    /// <summary>True cells of a class.</summary>
    public static string UsedOf(int asset) => Used[asset];

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var (total, classes) = (0.0, 0);
        for (var asset = 0; asset <= AssetRules.Highest; asset++)
        {
            if (Ratio.Of(Used[asset], outputs, counts).Sum == 0)
                continue;
            var hits = Ratio.Of(Hits[asset], outputs, counts);
            total += hits.Sum / hits.Count;
            classes++;
        }
        return classes > 0 ? total / classes : double.NaN;
    }

    private static string[] Names(string of) => [.. Enumerable.Range(0, AssetRules.Highest + 1).Select(c => FormattableString.Invariant($"{of}_{c}"))];
}
