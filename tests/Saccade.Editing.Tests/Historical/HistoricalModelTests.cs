using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Historical;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Tape;
using Saccade.Training;

namespace Saccade.Editing.Tests.Historical;

/// <summary>The historical model, held against what PyTorch computes (tests/golden/make_historical.py) and against what its reports say.</summary>
public sealed class HistoricalModelTests : IDisposable
{
    private static readonly HistoricalOptions Plain = new() { Dropout = 0 };

    private readonly Engine engine = new(new EngineOptions { Threads = 1 });

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData(9, 4, 256, 512, 2_230_547)]
    [InlineData(9, 6, 256, 1024, 4_860_691)]
    [InlineData(12, 4, 256, 512, 2_246_678)]
    [InlineData(9, 6, 512, 512, 9_843_219)]
    public void It_has_the_reports_numbers_of_parameters(int values, int layers, int width, int feedForward, long parameters)
    {
        using var weightless = new Engine(new EngineOptions { Threads = 1 });
        var model = new HistoricalModel(weightless, new HistoricalOptions { Layers = layers, Width = width, FeedForward = feedForward }, GridLayout.WithValues(values)!);
        Assert.Equal(parameters, model.ParameterCount);
    }

    [Theory]
    [InlineData(TrackProjection.Factored)]
    [InlineData(TrackProjection.Naive)]
    public void Its_answers_are_those_of_PyTorch(TrackProjection projection)
    {
        using var golden = SafetensorsFile.Open(HistoricalFormula.GoldenFile);
        using var scope = engine.BeginScope();
        var reading = Read(projection);
        Compare(golden, "active", reading.Active);
        Compare(golden, "asset", reading.Asset);
        Compare(golden, "numbers", reading.Numbers);
    }

    [Fact]
    public void Both_ways_to_project_tracks_give_the_same_numbers()
    {
        using var scope = engine.BeginScope();
        var (factored, naive) = (Read(TrackProjection.Factored), Read(TrackProjection.Naive));
        foreach (var (a, b) in new[] { (factored.Active, naive.Active), (factored.Asset, naive.Asset), (factored.Numbers, naive.Numbers) })
            Assert.All(a.ToArray().Zip(b.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Theory]
    [InlineData(TrackProjection.Factored)]
    [InlineData(TrackProjection.Naive)]
    public void Four_steps_of_training_have_the_losses_and_gradients_of_PyTorch(TrackProjection projection)
    {
        using var golden = SafetensorsFile.Open(HistoricalFormula.GoldenFile);
        var course = new float[4 * 7];
        golden.Read("course", course);
        var model = new HistoricalModel(engine, Plain with { Projection = projection }, GridLayout.Nine);
        HistoricalFormula.Fill(model);
        var optimiser = new Adam(model, new AdamOptions { WeightDecay = 1e-5, ClipNorm = 1 });
        using var batch = HistoricalFormula.Batch();
        for (var step = 0; step < 4; step++)
        {
            using var scope = engine.BeginStep(step);
            var terms = HistoricalLoss.Of(Forward(model, batch), batch, new HistoricalLossOptions());
            double[] losses = [terms.Total.Item(), .. terms.Parts.Select(p => (double)p.Value.Item())];
            terms.Total.Backward();
            double[] all = [.. losses, optimiser.Update(1e-4).GradientNorm];
            for (var i = 0; i < all.Length; i++)
                Assert.True(Math.Abs(all[i] - course[step * 7 + i]) <= 1e-4 * Math.Max(1, course[step * 7 + i]), $"step {step + 1}, number {i + 1}: {all[i]}, PyTorch has {course[step * 7 + i]}");
        }
    }

    [Fact]
    public void Tracks_differ_by_constants_alone()
    {
        // The reports call the heads per-track; whatever is trained, all tracks rise and fall together.
        using var scope = engine.BeginScope();
        var numbers = Read(TrackProjection.Naive).Numbers.ToArray();
        const int Tracks = GridLayout.Tracks, Numbers = 7;
        for (var t = 1; t < HistoricalFormula.Steps; t++)
            for (var i = 0; i < Tracks * Numbers; i++)
                Assert.Equal(numbers[i] - numbers[i % Numbers], numbers[t * Tracks * Numbers + i] - numbers[t * Tracks * Numbers + i % Numbers], 1e-5f);
    }

    // Two more projections; hidden layers of 4 in nine heads, with what they say of 19 outputs; four more encoders.
    public static TheoryData<string, HistoricalOptions, long, bool> Recommended => new()
    {
        { "separate axes", Plain with { SeparateAxes = true }, 2_230_547 + 2 * (256 * 256 + 256), false },
        { "skip connections", Plain with { HeadHidden = 4 }, 2_230_547 + 9 * 4 * 257 + 19 * 4, true },
        { "an encoder per type", Plain with { EncoderPerType = true }, 2_230_547 + 4 * 2_108_416, false },
    };

    [Theory]
    [MemberData(nameof(Recommended))]
    public void Of_what_the_reports_recommend_only_skip_connections_let_tracks_move_apart(string name, HistoricalOptions options, long parameters, bool apart)
    {
        var model = new HistoricalModel(engine, options, GridLayout.Nine);
        HistoricalFormula.Fill(model);
        Assert.True(parameters == model.ParameterCount, $"{name}: {model.ParameterCount} parameters");
        var naive = new HistoricalModel(engine, options with { Projection = TrackProjection.Naive }, GridLayout.Nine);
        HistoricalFormula.Fill(naive);
        using var scope = engine.BeginStep(0);
        using var batch = HistoricalFormula.Batch();
        var reading = Forward(model, batch);
        var numbers = reading.Numbers.ToArray();
        Assert.All(numbers.Zip(Forward(naive, batch).Numbers.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        // How far the difference between two tracks changes from the first step to the last.
        var (first, last) = (Scale(0, 1) - Scale(0, 0), Scale(HistoricalFormula.Steps - 1, 1) - Scale(HistoricalFormula.Steps - 1, 0));
        Assert.True(Math.Abs(first - last) > 1e-3 == apart, $"{name}: tracks differ by {first} and {last}");
        HistoricalLoss.Of(reading, batch, new HistoricalLossOptions()).Total.Backward();
        Assert.All(model.Parameters(), p => Assert.Contains(p.Tensor.Gradient!.ToArray(), g => g != 0));

        float Scale(int step, int track) => numbers[(step * GridLayout.Tracks + track) * GridLayout.Nine.Numbers];
    }

    [Fact]
    public void First_weights_are_xavier_uniform_with_biases_as_PyTorch_has_them()
    {
        var model = new HistoricalModel(engine, Plain, GridLayout.Nine);
        model.Initialize();
        var weights = model.Parameters().ToDictionary(p => p.Name, p => p.Tensor);
        foreach (var (name, tensor) in weights.Where(w => w.Value.Shape.Rank == 2))
        {
            var bound = Math.Sqrt(6.0 / (tensor.Shape[0] + tensor.Shape[1]));
            Assert.True(tensor.ToArray().Max(MathF.Abs) <= bound && tensor.ToArray().Max(MathF.Abs) > 0.9 * bound, name);
        }
        Assert.All(weights["transformer_encoder.layers.0.self_attn.in_proj_bias"].ToArray(), v => Assert.Equal(0, v));
        Assert.All(weights["transformer_encoder.layers.3.self_attn.out_proj.bias"].ToArray(), v => Assert.Equal(0, v));
        Assert.InRange(weights["transformer_encoder.layers.1.linear2.bias"].ToArray().Max(MathF.Abs), 0.5 / Math.Sqrt(512), 1 / Math.Sqrt(512));
        Assert.InRange(weights["track_projection.bias"].ToArray().Max(MathF.Abs), 0.5 / 16, 1.0 / 16);
    }

    [Fact]
    public void A_batch_without_any_clip_has_a_loss_and_gradients_for_every_parameter_come_with_clips()
    {
        var model = new HistoricalModel(engine, Plain, GridLayout.Nine);
        HistoricalFormula.Fill(model);
        using (engine.BeginStep(0))
        {
            using var empty = new GridBatch(["a@0"], ["a"], ColumnScaler.None(GridLayout.Nine), 5);
            empty.Set(0, new float[3 * 180], new float[3 * 180]);
            var terms = HistoricalLoss.Of(Forward(model, empty), empty, new HistoricalLossOptions());
            Assert.All(terms.Parts.Skip(2), p => Assert.Equal(0, p.Value.Item()));
            Assert.True(float.IsFinite(terms.Total.Item()));
        }
        using (engine.BeginStep(1))
        {
            using var batch = HistoricalFormula.Batch();
            HistoricalLoss.Of(Forward(model, batch), batch, new HistoricalLossOptions()).Total.Backward();
            Assert.All(model.Parameters(), p => Assert.Contains(p.Tensor.Gradient!.ToArray(), g => g != 0));
        }
    }

    [Fact]
    public void Weights_smoothing_and_inactive_cells_are_counted_as_asked_for()
    {
        var model = new HistoricalModel(engine, Plain, GridLayout.Nine);
        HistoricalFormula.Fill(model);
        using var scope = engine.BeginScope();
        using var batch = HistoricalFormula.Batch();
        var reading = Forward(model, batch);
        var plain = HistoricalLoss.Of(reading, batch, new HistoricalLossOptions());
        var weighted = HistoricalLoss.Of(reading, batch, new HistoricalLossOptions { Active = 3, Crop = 0 });
        Assert.Equal(plain.Total.Item() + 2 * Part(plain, "active") - Part(plain, "crop"), weighted.Total.Item(), 1e-4f);
        var all = HistoricalLoss.Of(reading, batch, new HistoricalLossOptions { IgnoreInactive = false });
        var (real, active) = (batch.CellIsReal.Count(c => c), batch.CellIsActive.Count(c => c));
        Assert.Equal(11 * GridLayout.Tracks, real);
        Assert.True(Part(all, "scale") * real > Part(plain, "scale") * active);
        Assert.NotEqual(Part(plain, "asset"), Part(HistoricalLoss.Of(reading, batch, new HistoricalLossOptions { LabelSmoothing = 0.1 }), "asset"));

        static float Part(LossTerms terms, string name) => terms.Parts.Single(p => p.Name == name).Value.Item();
    }

    [Fact]
    public void What_stands_in_padding_changes_nothing()
    {
        var model = new HistoricalModel(engine, Plain, GridLayout.Nine);
        HistoricalFormula.Fill(model);
        using var scope = engine.BeginScope();
        using var batch = HistoricalFormula.Batch();
        var inputs = batch.Inputs.ToArray();
        var mask = engine.From(batch.Mask, 2, HistoricalFormula.Steps);
        var clean = model.Forward(engine.From(inputs, 2, HistoricalFormula.Steps, 180), mask).Numbers.ToArray();
        inputs.AsSpan(^(3 * 180)..).Fill(7);
        var dirty = model.Forward(engine.From(inputs, 2, HistoricalFormula.Steps, 180), mask).Numbers.ToArray();
        var real = clean.Length / 14 * 11;
        Assert.Equal(clean[..real], dirty[..real]);
        Assert.All(dirty, v => Assert.True(float.IsFinite(v)));
    }

    private HistoricalReading Read(TrackProjection projection)
    {
        var model = new HistoricalModel(engine, Plain with { Projection = projection }, GridLayout.Nine);
        HistoricalFormula.Fill(model);
        using var batch = HistoricalFormula.Batch();
        return Forward(model, batch);
    }

    private HistoricalReading Forward(HistoricalModel model, GridBatch batch) =>
        model.Forward(engine.From(batch.Inputs, batch.Count, batch.Steps, batch.Layout.Width), engine.From(batch.Mask, batch.Count, batch.Steps));

    private static void Compare(SafetensorsFile golden, string name, Tensor actual)
    {
        var expected = new float[actual.Count];
        golden.Read(name, expected);
        var scale = 1 + expected.Max(MathF.Abs);
        var values = actual.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            // Steps of padding are the second window's last three.
            if (i < values.Length / 14 * 11)
                Assert.True(Math.Abs(values[i] - expected[i]) <= 2e-5 * scale, $"{name}: element {i} is {values[i]}, PyTorch has {expected[i]}");
        }
    }
}
