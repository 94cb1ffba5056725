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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var assets = Hits.Zip(Used, (hits, used) => (Hits: new SummedRatio(hits, outputs), Used: new SummedRatio(used, outputs))).ToArray();
        return counts =>
        {
            var (total, classes) = (0.0, 0);
            foreach (var asset in assets)
            {
                if (asset.Used.Of(counts).Sum == 0)
                    continue;
                var hits = asset.Hits.Of(counts);
                total += hits.Sum / hits.Count;
                classes++;
            }
            return classes > 0 ? total / classes : double.NaN;
        };
    }

    private static string[] Names(string of) => [.. Enumerable.Range(0, AssetRules.Highest + 1).Select(c => FormattableString.Invariant($"{of}_{c}"))];
}
