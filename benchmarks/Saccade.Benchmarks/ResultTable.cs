using System.Globalization;
using System.Text;

namespace Saccade.Benchmarks;

/// <summary>What was measured for one model at one number of threads. Pairs are (peer, ours).</summary>
internal sealed record Row
{
    public required string Model { get; init; }

    public required int Threads { get; init; }

    public required string Peer { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Milliseconds of whole steps, round by round.</summary>
    public required IReadOnlyList<(double Peer, double Ours)> Steps { get; init; }

    /// <summary>Milliseconds of forward passes, round by round.</summary>
    public required IReadOnlyList<(double Peer, double Ours)> Forwards { get; init; }

    /// <summary>The best of the machine's measured peaks during the rounds.</summary>
    public required double PeakGigaflops { get; init; }

    public required double MultiplyAdds { get; init; }

    public required double ManagedBytes { get; init; }

    /// <summary>Peak resident megabytes.</summary>
    public required (double Peer, double Ours) Memory { get; init; }

    /// <summary>Seconds from the start of the process to the end of its first step.</summary>
    public required (double Peer, double Ours) FirstStep { get; init; }

    public double Ratio => Quantile(Steps.Select(s => s.Peer / s.Ours), 0.5);

    public double ForwardRatio => Quantile(Forwards.Select(s => s.Peer / s.Ours), 0.5);

    public double OursMilliseconds => Quantile(Steps.Select(s => s.Ours), 0.5);

    public double PeerMilliseconds => Quantile(Steps.Select(s => s.Peer), 0.5);

    /// <summary>Of the machine's measured peak, at the median step.</summary>
    public double PercentOfPeak => 100 * 2 * MultiplyAdds / (OursMilliseconds * 1e6) / PeakGigaflops;

    public (double Low, double High) RatioQuartiles => (Quantile(Steps.Select(s => s.Peer / s.Ours), 0.25), Quantile(Steps.Select(s => s.Peer / s.Ours), 0.75));

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Peer} {PeerMilliseconds:f1} ms, Saccade {OursMilliseconds:f1} ms, ratio {Ratio:f2} [{RatioQuartiles.Low:f2}-{RatioQuartiles.High:f2}]");

    private static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}

/// <summary>The rows as a Markdown table.</summary>
internal static class ResultTable
{
    /// <param name="byProcessor">Whether times are the processor's.</param>
    public static string Markdown(IReadOnlyList<Row> rows, bool byProcessor)
    {
        var text = new StringBuilder();
        text.AppendLine($"Peer: {rows[0].Peer}, OpenBLAS. Whole training steps in turn, {rows[0].Steps.Count} rounds; medians, ratio of each round's times [quartiles]{(byProcessor ? "; milliseconds of the processor's time" : "")}.");
        text.AppendLine();
        text.AppendLine("| model | parameters | threads | PyTorch ms | Saccade ms | ratio | forward ratio | of peak | peak MB PyTorch / Saccade | managed bytes a step | first step s PyTorch / Saccade |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Model} | {row.Parameters:n0} | {row.Threads} | {row.PeerMilliseconds:f1} | {row.OursMilliseconds:f1} | **{row.Ratio:f2}** [{row.RatioQuartiles.Low:f2}-{row.RatioQuartiles.High:f2}] | {row.ForwardRatio:f2} | {row.PercentOfPeak:f0} % | {row.Memory.Peer:f0} / {row.Memory.Ours:f0} | {row.ManagedBytes:n0} | {row.FirstStep.Peer:f1} / {row.FirstStep.Ours:f1} |");
        foreach (var model in rows.GroupBy(r => r.Model))
            if (model.FirstOrDefault(r => r.Threads == 1) is { } one && model.FirstOrDefault(r => r.Threads == 2) is { } two)
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"{model.Key}: 2 threads are {one.OursMilliseconds / two.OursMilliseconds:f2} times as fast as 1 (PyTorch: {one.PeerMilliseconds / two.PeerMilliseconds:f2}).");
        return text.AppendLine().ToString();
    }
}
