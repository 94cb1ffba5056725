using Saccade.Tensors.Random;

namespace Saccade.Training.Tests;

/// <summary>A sample that was drawn three times counts as three samples, one that was not drawn as none, in every metric.</summary>
public class MetricOfDrawTests
{
    private const int Count = 40, Draws = 20;

    private static readonly SampleOutput[] Outputs = [.. Enumerable.Range(0, Count).Select(Output)];

    public static TheoryData<IMetric> Metrics =>
    [
        new Accuracy(), new ExpectedCalibrationError(), NumberError.RootMeanSquared, NumberError.MeanAbsolute, PathError.Average, PathError.Final, PathError.AverageCurved, PathError.FinalCurved,
        new RatioMetric("ratio", "", higherIsBetter: true), new RatioMetric("ratio", "", higherIsBetter: false) { IsRoot = true },
        new QuantileMetric("low", "", "up", 0.05), new QuantileMetric("median", "", "up", 0.5), new QuantileMetric("most", "", "up", 1),
        new RankingMetric("auc", "", "up", "down"), new EventCalibration("calibration", "", "up", "down"),
    ];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Weights_are_repetitions(IMetric metric)
    {
        var over = metric.Over(Outputs);
        for (var draw = 0; draw < Draws; draw++)
        {
            var counts = new int[Count];
            var key = new RandomKey(7, RandomStream.Evidence, (ulong)draw);
            for (var i = 0; i < Count; i++)
                counts[key.Integer((ulong)i, Count)]++;
            SampleOutput[] repeated = [.. Outputs.SelectMany((o, i) => Enumerable.Repeat(o, counts[i]))];
            var value = over(counts);
            Assert.False(double.IsNaN(value));
            Assert.Equal(metric.Evaluate(repeated, [.. repeated.Select(_ => 1)]), value, 1e-12);
            Assert.Equal(value, metric.Evaluate(Outputs, counts));
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Nothing_drawn_is_no_number(IMetric metric) => Assert.True(double.IsNaN(metric.Over(Outputs)(new int[Count])));

    // Every fifth sample lacks what the metrics look for, and values coincide.
    private static SampleOutput Output(int number)
    {
        var key = new RandomKey(3, RandomStream.Evidence, (ulong)number);
        var drawn = 0UL;
        float Next() => (float)Math.Round(key.Uniform(drawn++), 1);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
        if (number % 5 == 4)
            return new SampleOutput { Id = $"{number}" };
        return new SampleOutput
        {
            Id = $"{number}",
            Label = number % 3,
            Prediction = number % 2,
            Probabilities = Some(3),
            Position = Some(3),
            PredictedPosition = Some(3),
            Path = Some(12),
            PredictedPath = Some(12),
            Ratios = new Dictionary<string, Ratio> { ["ratio"] = new(Next(), 1 + Next()) },
            Values = new Dictionary<string, IReadOnlyList<float>> { ["up"] = Some(number % 4 + 1), ["down"] = Some(number % 3) },
        };
    }
}
