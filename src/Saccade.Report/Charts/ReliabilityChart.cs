using Saccade.Training;

namespace Saccade.Report.Charts;

/// <summary>
/// A reliability diagram (Niculescu-Mizil and Caruana, "Predicting good probabilities with supervised learning", ICML 2005): a bar for each range of confidence, as
/// high as the share that was right, beside the line on which both are equal; below, how many samples each range holds. Static SVG.
/// </summary>
/// <param name="Title">Whose confidences.</param>
/// <param name="Bins">Those that hold samples.</param>
public sealed record ReliabilityChart(string Title, IReadOnlyList<ReliabilityBin> Bins)
{
    private const int Width = 340, Left = 48, Right = 16, Top = 30, Side = Width - Left - Right, HistogramTop = Top + Side + 18, HistogramHeight = 40, Bottom = 38;
    private const int Height = HistogramTop + HistogramHeight + Bottom;

    private static readonly double[] Ticks = [0, 0.25, 0.5, 0.75, 1];

    public Html ToSvg()
    {
        var most = Bins.Select(b => b.Samples).DefaultIfEmpty(0).Max();
        var description = string.Join("; ", Bins.Select(b => $"{b.Samples} samples with a mean confidence of {NumberText.Of(b.Confidence)}: {NumberText.Of(b.Accuracy)} right"));
        return ChartFrame.Of(Width, Height, Title, description, Html.Of($"""
            <text class="title" x="{Left}" y="15">{Title}</text>
            {Ticks.Select(Grid)}
            <text class="label" transform="translate(12 {Top + Side / 2}) rotate(-90)" text-anchor="middle">share that was right</text>
            <text class="label" x="{Left + Side / 2}" y="{Height - 5}" text-anchor="middle">confidence</text>
            {Bins.Select(b => Column(b, most))}
            <line class="diagonal" x1="{X(0):0.#}" y1="{Y(0):0.#}" x2="{X(1):0.#}" y2="{Y(1):0.#}"/>
            {Bins.Select(b => Html.Of($"""<circle class="dot s0" cx="{X(b.Confidence):0.#}" cy="{Y(b.Accuracy):0.#}" r="3"/>"""))}
            <text class="label" x="{Left - 6}" y="{HistogramTop + 9}" text-anchor="end">{AxisNumber.Of(most)}</text>
            """), largest: Width);
    }

    private static Html Grid(double tick) => Html.Of($"""
        <line class="grid" x1="{Left}" y1="{Y(tick):0.#}" x2="{Left + Side}" y2="{Y(tick):0.#}"/><text class="label" x="{Left - 6}" y="{Y(tick) + 4:0.#}" text-anchor="end">{AxisNumber.Of(tick)}</text>
        <text class="label" x="{X(tick):0.#}" y="{HistogramTop + HistogramHeight + 16}" text-anchor="middle">{AxisNumber.Of(tick)}</text>
        """);

    private static Html Column(ReliabilityBin bin, int most)
    {
        var (x, width) = (X(bin.Low) + 0.5, X(bin.High) - X(bin.Low) - 1);
        var tall = HistogramHeight * (double)bin.Samples / most;
        return Html.Of($"""
            <rect class="s0 pale" x="{x:0.#}" y="{Y(bin.Accuracy):0.#}" width="{width:0.#}" height="{Y(0) - Y(bin.Accuracy):0.#}"><title>{NumberText.Count(bin.Samples)} samples, confidence {NumberText.Of(bin.Confidence)}, right {NumberText.Of(bin.Accuracy)}</title></rect>
            <rect class="control" x="{x:0.#}" y="{HistogramTop + HistogramHeight - tall:0.#}" width="{width:0.#}" height="{tall:0.#}"/>
            """);
    }

    private static double X(double confidence) => Left + confidence * Side;

    private static double Y(double share) => Top + (1 - share) * Side;
}
