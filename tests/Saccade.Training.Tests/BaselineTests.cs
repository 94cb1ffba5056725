using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class BaselineTests
{
    private static BaselineContext Context(IDataSource data, params SampleOutput[] outputs) =>
        new(ToyApplication.Recipe(), data, Split.Test, outputs, _ => [], (_, _, _) => []);

    private sealed class Stored(params DataItem[] items) : IDataSource
    {
        public string Hash => "";
        public IReadOnlyList<string> ClassNames => ["a", "b", "c"];
        public bool IsEndless => false;
        public int Count(Split split) => items.Length;
        public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => throw new NotSupportedException();
        public IEnumerable<DataItem> Items(Split split) => split == Split.Train ? items : [];
        public void Dispose() { }
    }

    private static DataItem Item(int label, params float[] target) => new() { Id = Guid.NewGuid().ToString(), Split = Split.Train, Index = 0, Label = label, Target = target };

    [Fact]
    public void The_majority_is_the_commonest_class_of_training_with_its_shares()
    {
        var said = new MajorityBaseline().Predict(Context(new Stored(Item(0), Item(1), Item(1), Item(1)), new SampleOutput { Id = "x", Label = 0, Prediction = 0, Position = [1], PredictedPosition = [1] }));
        Assert.Equal((1, 0), (Assert.Single(said).Prediction, said[0].Label));
        Assert.Equal([0.25f, 0.75f, 0f], said[0].Probabilities);
        Assert.Empty(said[0].PredictedPosition);
        Assert.Empty(new MajorityBaseline().Predict(Context(new Stored(Item(-1)))));
    }

    [Fact]
    public void The_constant_is_the_mean_training_target_in_every_frame()
    {
        var output = new SampleOutput { Id = "x", Label = 0, Prediction = 0, Position = [0, 0, 0], Path = [0, 0, 0, 0, 0, 0] };
        var said = new ConstantBaseline().Predict(Context(new Stored(Item(0, 1, 2, 3), Item(0, 3, 2, 1)), output));
        Assert.Equal([2, 2, 2], Assert.Single(said).PredictedPosition);
        Assert.Equal([2, 2, 2, 2, 2, 2], said[0].PredictedPath);
        Assert.Equal(-1, said[0].Prediction);
        Assert.Empty(new ConstantBaseline().Predict(Context(new Stored(Item(0)))));
    }

    [Fact]
    public void Inputs_unlike_those_of_validation_are_out_of_the_domain()
    {
        SampleOutput Bright(double brightness) => new() { Id = "x", Statistics = new Dictionary<string, double> { ["brightness"] = brightness } };
        var domain = InputDomain.Of([.. Enumerable.Range(0, 201).Select(i => Bright(i / 200.0))])!;
        Assert.Empty(domain.Outside(Bright(0.5)));
        Assert.Empty(domain.Outside(Bright(1.05)));
        Assert.Equal(["brightness"], domain.Outside(Bright(1.2)));
        Assert.Equal(["brightness"], domain.Outside(Bright(double.NaN)));
        Assert.Null(InputDomain.Of([new SampleOutput { Id = "x" }]));
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.Path);
        Assert.Null(InputDomain.Read(run));
        domain.Write(run);
        Assert.Equal(domain.Ranges["brightness"], InputDomain.Read(run)!.Ranges["brightness"]);
    }

    [Fact]
    public void The_data_report_counts_items_and_names_the_first_failure()
    {
        using var data = new ToyData(new ToyOptions { Samples = 64, Sorted = true });
        var report = DataReport.Of(data);
        Assert.Equal((64, 16), (report.Facts.Items[Split.Train], report.Facts.Items[Split.Test]));
        Assert.Equal(64, report.Facts.ItemsPerClass[Split.Train]["below"]);
        Assert.Equal("constant_labels", report.FirstFailure([]));
        Assert.Equal("missing_class", report.FirstFailure(["constant_labels"]));
    }
}
