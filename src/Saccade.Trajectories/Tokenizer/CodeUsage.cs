using Saccade.Training;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// Whether a tokenizer speaks with more than a few codes. <c>perplexity</c> (the exponential of the entropy of the codes' shares) of all tokens,
/// most of which are empty background; <c>perplexity_box</c> of those that the object touches; <c>codes_used</c>: the share of all
/// codes that occur at all. Diagnoses, not claims: reconstructions can be perfect with few codes and poor with many. Intervals lie low, even below
/// the value: a bootstrap draw repeats samples, and so holds fewer different codes.
/// </summary>
public sealed class CodeUsage : IMetric
{
    private readonly Func<Reconstruction, CodeHistogram> _part;
    private readonly Func<long[], double> _measure;

    private CodeUsage(string name, Func<Reconstruction, CodeHistogram> part, Func<long[], double> measure) => (Name, _part, _measure) = (name, part, measure);

    public static CodeUsage Perplexity { get; } = new("perplexity", r => r.Codes, PerplexityOf);

    public static CodeUsage BoxPerplexity { get; } = new("perplexity_box", r => r.BoxCodes, PerplexityOf);

    public static CodeUsage Share { get; } = new("codes_used", r => r.Codes, counts => (double)counts.Count(c => c > 0) / counts.Length);

    public string Name { get; }

    public string Meaning => Name switch
    {
        "perplexity" => "with how many codes the tokenizer speaks, as if all were used equally often",
        "perplexity_box" => "with how many codes it speaks where the object is",
        _ => "the share of all codes that occur at all",
    };

    public bool HigherIsBetter => true;

    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var codebook = 0;
        foreach (var output in outputs)
            codebook = Math.Max(codebook, output.Reconstruction?.CodebookSize ?? 0);
        var all = new long[codebook];
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Reconstruction is not { CodebookSize: > 0 } reconstruction || counts[i] == 0)
                continue;
            var histogram = _part(reconstruction);
            // Bootstrap draws come here a thousand times, and indexing an array through an interface costs ten times its use.
            var (codes, often) = (histogram.Codes as int[] ?? [.. histogram.Codes], histogram.Counts as int[] ?? [.. histogram.Counts]);
            for (var k = 0; k < codes.Length; k++)
                all[codes[k]] += (long)counts[i] * often[k];
        }
        return all.Sum() > 0 ? _measure(all) : double.NaN;
    }

    private static double PerplexityOf(long[] counts)
    {
        double sum = counts.Sum();
        return Math.Exp(-counts.Where(c => c > 0).Sum(c => c / sum * Math.Log(c / sum)));
    }
}
