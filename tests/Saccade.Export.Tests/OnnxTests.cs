using Saccade.Counting.Data;
using Saccade.Counting.Pointing;
using Saccade.Editing.Data;
using Saccade.Objects.Early;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Trajectories.Data;
using Saccade.Training;

namespace Saccade.Export.Tests;

/// <summary>Every shipped model gives the same in ONNX Runtime as here, whatever the batch: on real inputs where a recipe makes its own, else on random ones of the same form.</summary>
public class OnnxTests(EditingSets sets) : IClassFixture<EditingSets>
{
    [OnnxRuntimeTheory]
    [InlineData("trajectories-slowfast.yaml")]
    [InlineData("trajectories-i3d.yaml")]
    [InlineData("trajectories-transformer.yaml")]
    [InlineData("trajectories-magvit.yaml")]
    [InlineData("trajectories-keypoints.yaml", "data.views=4")]
    [InlineData("trajectories-tokens.yaml")]
    [InlineData("tokenizer-trajectories.yaml")]
    public void Trajectories(string recipe, params string[] more)
    {
        using var model = new ExportedModel(recipe, [.. more, "data.size=32"]);
        var graph = Assert.Single(model.Graphs);
        foreach (var count in new[] { 1, 3 })
        {
            var clips = ((TrajectoryBatch)model.Batch(count)).Clips;
            int[] extents = [.. graph.Inputs[0].Shape.Skip(1).Select(e => e.Number)];
            model.Agrees(graph, new() { ["clips"] = model.Engine.From(clips, [clips.Length / extents.Aggregate((a, b) => a * b), .. extents]) });
        }
    }

    [OnnxRuntimeFact]
    public void Pretraining()
    {
        using var model = new ExportedModel("pretrain-resnet18.yaml", "data.size=32");
        foreach (var count in new[] { 1, 2 })
            model.AgreesOnRandom(Assert.Single(model.Graphs), ("batch", count));
    }

    [OnnxRuntimeTheory]
    [InlineData("persistence-objects.yaml")]
    [InlineData("persistence-frames.yaml")]
    [InlineData("persistence-targets.yaml")]
    [InlineData("persistence-video.yaml")]
    public void Persistence(string recipe)
    {
        using var model = new ExportedModel(recipe);
        var graph = Assert.Single(model.Graphs);
        foreach (var count in new[] { 1, 3 })
        {
            var batch = (TokenBatch)model.Batch(count);
            var tensors = TokenTensors.Of(model.Engine, batch);
            model.Agrees(graph, Numbers(tensors, ("crops", model.Engine.From(batch.Crops.Span, batch.Together, 3, batch.Crop, batch.Crop))), Choices(tensors));
        }
    }

    [OnnxRuntimeFact]
    public void Persistence_by_features_of_a_frozen_network()
    {
        using var model = new ExportedModel("persistence-resnet.yaml", "features.size=32", "features.cache=");
        Assert.Equal(["features", "tokens"], model.Graphs.Select(g => g.Name));
        model.AgreesOnRandom(model.Graphs[0], ("tracks_together", 2));
        var batch = (TokenBatch)model.Batch(2);
        var tensors = TokenTensors.Of(model.Engine, batch);
        var of = Enumerable.Range(0, batch.Together).Select(i => i % 3).ToArray();
        model.Agrees(
            model.Graphs[1],
            Numbers(tensors, ("features", model.Random(3, 512))),
            new(Choices(tensors)) { ["feature_of"] = model.Engine.From(of, of.Length) });
    }

    [OnnxRuntimeTheory]
    [InlineData("counting-density.yaml")]
    [InlineData("counting-heat-map.yaml")]
    [InlineData("counting-historical.yaml")]
    [InlineData("ablations/counting-marked.yaml")]
    [InlineData("counting-historical.yaml", "head.pooling=attention")]
    public void Counting_at_one_look(string recipe, params string[] more)
    {
        using var model = new ExportedModel(recipe, [.. more, "data.size=64"]);
        var graph = Assert.Single(model.Graphs);
        foreach (var count in new[] { 1, 2 })
        {
            var batch = (CountingBatch)model.Batch(count);
            Dictionary<string, Tensor> numbers = new() { ["pictures"] = Pictures(model, batch) };
            if (graph.Inputs.Any(i => i.Name == "outside"))
                numbers["outside"] = model.Engine.From([.. Enumerable.Range(0, count).SelectMany(n => batch.OutsideOf(n).ToArray())], count, batch.Grid.Count);
            if (graph.Inputs.Any(i => i.Name == "places"))
                numbers["places"] = model.Random(count, batch.Grid.Count, 2);
            model.Agrees(graph, numbers, new() { ["categories"] = Categories(model, batch) });
        }
    }

    [OnnxRuntimeFact]
    public void Counting_by_pointing_looks_once_and_chooses_at_each_step()
    {
        using var model = new ExportedModel("counting-pointing.yaml", "data.size=64");
        var (look, choose) = (model.Graphs[0], model.Graphs[1]);
        var batch = (CountingBatch)model.Batch(2);
        Dictionary<string, Tensor> pictures = new() { ["pictures"] = Pictures(model, batch) };
        Dictionary<string, IntTensor> categories = new() { ["categories"] = Categories(model, batch) };
        model.Agrees(look, pictures, categories);
        using var scope = model.Engine.BeginScope();
        var seen = look.Run(new GraphValues(pictures, categories)).ToDictionary(o => o.Name, o => o.Value);
        // Five steps of two pictures, as many marks as a step has a number.
        int[] images = [0, 1, 1, 0, 1];
        var inputs = ChoiceInputs.Of(model.Engine, batch, [.. Enumerable.Range(0, 2).Select(n => new Sight(seen["features"], seen["things"], seen["offsets"]).Places(batch, n))],
            [.. images.Select((image, step) => (image, Enumerable.Range(0, step).Select(i => new Saccade.Counting.Geometry.PointPixels(5 * i, 7 * i)).ToArray()))]);
        model.Agrees(choose,
            new() { ["features"] = seen["features"], ["things"] = seen["things"], ["visited"] = inputs.Visited, ["outside"] = inputs.Outside },
            new() { ["images"] = inputs.Images });
    }

    [OnnxRuntimeTheory]
    [InlineData("editing-historical.yaml")]
    [InlineData("editing-historical.yaml", "model.encoder_per_type=true", "model.separate_axes=true", "model.head_hidden=8")]
    public void Timelines_by_the_historical_model(string recipe, params string[] more)
    {
        using var model = new ExportedModel(recipe, [$"data={sets.Grids}", .. more]);
        foreach (var count in new[] { 1, 2 })
        {
            var batch = (GridBatch)model.Batch(count);
            model.Agrees(Assert.Single(model.Graphs),
                new() { ["steps"] = model.Engine.From(batch.Inputs, count, batch.Steps, batch.Layout.Width) }, new() { ["mask"] = model.Engine.From(batch.Mask, count, batch.Steps) });
        }
    }

    [OnnxRuntimeTheory]
    [InlineData("editing-next-step.yaml")]
    [InlineData("editing-next-second.yaml")]
    [InlineData("editing-masked-span.yaml")]
    public void Timelines_by_tracks(string recipe)
    {
        using var model = new ExportedModel(recipe, $"data={sets.Grids}");
        model.AgreesOnRandom(Assert.Single(model.Graphs));
    }

    [OnnxRuntimeFact]
    public void Cuts_of_recordings()
    {
        using var model = new ExportedModel("editing-cuts.yaml", $"data={sets.Footage}");
        foreach (var count in new[] { 1, 2 })
            model.AgreesOnRandom(Assert.Single(model.Graphs), ("batch", count));
    }

    [OnnxRuntimeFact]
    public void Early_decisions_follow_tracks_look_at_objects_and_decide_as_the_model_does()
    {
        using var model = new ExportedModel("persistence-early.yaml", "model.sure=0.9999", "model.worth=0");
        var (engine, early) = (model.Engine, ((EarlyLearner)model.Learner).Early);
        Assert.Equal(["tracks", "objects", "decide"], model.Graphs.Select(g => g.Name));
        var inputs = ((EarlyBatch)model.Batch(1)).Inputs;
        int rows = inputs.Rows, width = early.Options.ObjectWidth, places = inputs.Frames * inputs.Slots;
        Dictionary<string, float[]> said = new(model.Agrees(model.Graphs[0], new() { ["states"] = engine.From(inputs.States, rows, FrameEvidence.StateSize) }));

        // As the guide has it: a picture is looked at where the track leaves a doubt.
        var sure = Math.Log(early.Options.Sure / (1 - early.Options.Sure));
        bool[] looked = [.. Enumerable.Range(0, rows).Select(r => inputs.CropOf[r] >= 0 && Math.Abs(said["state_logits"][r]) < sure)];
        Assert.Contains(true, looked);
        Assert.Contains(false, looked);
        int[] open = [.. Enumerable.Range(0, rows).Where(r => looked[r])];
        var crops = engine.From([.. open.SelectMany(r => inputs.Crop(inputs.CropOf[r]).ToArray())], open.Length, 1, FrameEvidence.CropPixels, FrameEvidence.CropPixels);
        foreach (var (name, values) in model.Agrees(model.Graphs[1],
            new()
            {
                ["state"] = engine.From(said["state"], rows, width),
                ["state_logits"] = engine.From(said["state_logits"], rows, 1),
                ["sightings"] = engine.From(inputs.Sightings, rows, 1),
                ["crops"] = crops,
                ["is_looked"] = engine.From([.. looked.Select(l => l ? 1f : 0)], rows, 1),
            },
            new() { ["crop_of"] = engine.From([.. Enumerable.Range(0, rows).Select(r => Math.Max(0, Array.IndexOf(open, r)))], rows) }))
            said[name] = values;

        var held = new float[places * 3];
        for (var place = 0; place < places; place++)
        {
            if (inputs.Held[place] > 0)
                said["held"].AsSpan(3 * (inputs.Held[place] - 1), 3).CopyTo(held.AsSpan(3 * place));
        }
        var pooled = new float[inputs.Frames * width];
        for (var r = 0; r < rows; r++)
            for (var d = 0; d < width && inputs.CropOf[r] >= 0; d++)
                pooled[inputs.FrameOf[r] * width + d] += said["known"][r * width + d];
        var decided = model.Agrees(model.Graphs[2], new()
        {
            ["held"] = engine.From(held, 1, inputs.Frames, inputs.Slots, 3),
            ["seen"] = engine.From(inputs.Seen, 1, inputs.Frames, inputs.Slots),
            ["pooled"] = engine.From(pooled, 1, inputs.Frames, width),
        })["logits"];
        using var scope = engine.BeginScope();
        Assert.All(early.Forward(inputs, gate: true).Logits.ToArray().Zip(decided), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First))));
    }

    private static Tensor Pictures(ExportedModel model, CountingBatch batch) => model.Engine.From(batch.Pictures, batch.Count, 3, batch.Grid.Size, batch.Grid.Size);

    private static IntTensor Categories(ExportedModel model, CountingBatch batch) => model.Engine.From([.. batch.Images.Select(i => i.Category)], batch.Count);

    private static Dictionary<string, Tensor> Numbers(TokenTensors tensors, (string Name, Tensor Value) look) => new()
    {
        [look.Name] = look.Value, ["geometry"] = tensors.Geometry, ["pairs"] = tensors.Pairs, ["mean_of_track"] = tensors.MeanOfTrack, ["in_track"] = tensors.InTrack, ["in_frame"] = tensors.InFrame,
    };

    private static Dictionary<string, IntTensor> Choices(TokenTensors tensors) => new() { ["frame_of"] = tensors.FrameOf, ["row_of"] = tensors.RowOf, ["valid"] = tensors.Valid };
}
