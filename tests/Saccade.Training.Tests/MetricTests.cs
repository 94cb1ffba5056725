namespace Saccade.Training.Tests;

public class MetricTests
{
    private static double Evaluate(IMetric metric, params SampleOutput[] outputs) => metric.Evaluate(outputs, [.. outputs.Select(_ => 1)]);

    private static SampleOutput Sample(int label = -1, int prediction = -1, float[]? probabilities = null, float[]? position = null, float[]? said = null, float[]? path = null, float[]? saidPath = null) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Label = label,
        Prediction = prediction,
        Probabilities = probabilities ?? [],
        Position = position ?? [],
        PredictedPosition = said ?? [],
        Path = path ?? [],
        PredictedPath = saidPath ?? [],
    };

    [Fact]
    public void Accuracy_is_the_share_of_right_answers()
    {
        Assert.Equal(0.75, Evaluate(new Accuracy(), [.. Samples.Classified(8, i => i > 1)]));
        Assert.Equal(2.0 / 3, new Accuracy().Evaluate(Samples.Classified(2, i => i == 0), [2, 1]));
    }

    [Fact]
    public void Position_rms_is_the_root_of_the_mean_squared_distance()
    {
        var value = Evaluate(NumberError.PositionRms, Sample(position: [0, 0, 0], said: [3, 4, 0]), Sample(position: [1, 1, 1], said: [1, 1, 1]));
        Assert.Equal(Math.Sqrt(25.0 / 2), value, 12);
    }

    [Fact]
    public void Path_errors_average_over_frames_or_take_the_last()
    {
        var sample = Sample(path: [0, 0, 0, 0, 0, 0], saidPath: [1, 0, 0, 0, 3, 0]);
        Assert.Equal(2, Evaluate(PathError.Average, sample));
        Assert.Equal(3, Evaluate(PathError.Final, sample));
    }

    [Fact]
    public void The_error_on_curved_paths_leaves_straight_ones_out()
    {
        var straight = Sample(path: [0, 0, 0, 0.1f, 0.3f, 0, 0.2f, 0.6f, 0], saidPath: [5, 0, 0, 5, 0, 0, 5, 0, 0]);
        var curved = Sample(path: [0, 0, 0, 1, 0, 0, 1, 1, 0], saidPath: [0, 0, 2, 1, 0, 2, 1, 1, 5]);
        Assert.Equal(3, Evaluate(PathError.AverageCurved, straight, curved));
        Assert.Equal(5, Evaluate(PathError.FinalCurved, straight, curved));
        Assert.True(double.IsNaN(Evaluate(PathError.AverageCurved, straight)));
        Assert.True(double.IsNaN(Evaluate(PathError.FinalCurved, straight)));
    }

    [Fact]
    public void Calibration_error_is_the_gap_between_confidence_and_accuracy()
    {
        // Ten answers said with 0.9, eight right: the gap is 0.1.
        var outputs = Enumerable.Range(0, 10).Select(i => Sample(i < 8 ? 0 : 1, 0, [0.9f, 0.1f])).ToArray();
        Assert.Equal(0.1, Evaluate(new ExpectedCalibrationError(), outputs), 6);
        // Over-confidence in one bin does not cancel under-confidence in another.
        Assert.Equal(0.45, Evaluate(new ExpectedCalibrationError(), Sample(1, 0, [0.5f, 0.5f]), Sample(0, 0, [0.6f, 0.4f])), 6);
    }

    [Fact]
    public void A_metric_without_what_it_needs_is_not_a_number()
    {
        foreach (IMetric metric in new IMetric[] { new Accuracy(), NumberError.PositionRms, PathError.Average, PathError.Final, PathError.AverageCurved, PathError.FinalCurved, new ExpectedCalibrationError() })
            Assert.True(double.IsNaN(Evaluate(metric, Sample(label: 1))), metric.Name);
    }

    [Fact]
    public void The_confusion_matrix_gives_recall_and_precision_of_each_class()
    {
        var matrix = ConfusionMatrix.From([Sample(0, 0), Sample(0, 1), Sample(1, 1), Sample(1, 1), Sample(2)], ["a", "b"])!;
        Assert.Equal([[1, 1], [0, 2]], matrix.Counts);
        Assert.Equal((0.5, 1.0), (matrix.Recall(0), matrix.Recall(1)));
        Assert.Equal((1.0, 2.0 / 3), (matrix.Precision(0), matrix.Precision(1)));
        Assert.Null(ConfusionMatrix.From([Sample(label: 1)], ["a", "b"]));
    }
}
