using Saccade.Media;
using Saccade.Objects.Features;
using Saccade.Objects.Shapes;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects.Tests.Shapes;

public sealed class ShapesTests : IDisposable
{
    private const string Recipe = "task: shapes\nmodel: resnet18\nseed: 1\nepochs: 1\nbatch_size: 6\nthreads: 1\ntrainer.optimiser: sgd\ndata.train: 12\ndata.validation: 12\ndata.test: 12\ndata.size: 32\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_depend_on_their_index_alone_and_show_each_class_equally_often()
    {
        var generator = new ShapeGenerator(new ShapeOptions());
        var (first, second) = (new byte[3 * 64 * 64], new byte[3 * 64 * 64]);
        var counts = new int[ShapeGenerator.Classes.Count];
        for (var i = 0L; i < 60; i++)
            counts[generator.Read(i, first)]++;
        Assert.All(counts, count => Assert.Equal(10, count));
        generator.Read(7, first);
        new ShapeGenerator(new ShapeOptions { Train = 5 }).Read(7, second);
        Assert.Equal(first, second);
        generator.Read(8, second);
        Assert.NotEqual(first, second);
        Assert.Throws<ArgumentException>(() => generator.Read(0, new byte[5]));
    }

    [Fact]
    public void A_shape_covers_a_fair_part_of_its_picture_and_stands_out()
    {
        var generator = new ShapeGenerator(new ShapeOptions { Noise = 0 });
        var picture = new byte[3 * 64 * 64];
        for (var i = 0L; i < 120; i++)
        {
            generator.Read(i, picture);
            Assert.InRange(ShapeFeatures.Of(picture, 64)[5], 0.01f, 0.6f);
        }
    }

    [Fact]
    public void Permuted_pictures_keep_their_pixels_and_get_the_labels_of_others()
    {
        var options = new ShapeOptions { Train = 600 };
        using var data = new GeneratedShapes(options);
        using var permuted = new GeneratedShapes(options, new LabelPermutation(600, 1));
        long[] indices = [.. Enumerable.Range(0, 60).Select(i => (long)i)];
        using var own = (ShapeBatch)data.Load(Split.Train, indices, 0);
        using var other = (ShapeBatch)permuted.Load(Split.Train, indices, 0);
        Assert.True(own.Pictures.SequenceEqual(other.Pictures));
        Assert.InRange(indices.Count(i => own.Labels[(int)i] == other.Labels[(int)i]), 1, 25);
        Assert.NotEqual(data.Hash, permuted.Hash);
        using var test = (ShapeBatch)permuted.Load(Split.Test, indices, 0);
        Assert.Equal(data.Items(Split.Test).Take(60).Select(i => i.Label), test.Labels.ToArray());
    }

    [Fact]
    public void A_run_is_trained_predicts_and_its_network_is_frozen_with_the_same_weights()
    {
        var application = new ShapesApplication();
        var applications = new ApplicationList(application);
        var (_, recipe) = applications.Bind(RecipeFile.Parse(Recipe, "test"));
        var run = Trained(application, recipe);
        using (var loaded = new LoadedRun(applications, run))
        {
            PngWriter.Write(_folder["picture.png"], new Frame(50, 40));
            var result = application.Predict(loaded.Model, _folder["picture.png"], _folder.Path, default).Results[0]!;
            Assert.Contains(result["class"]!.GetValue<string>(), ShapeGenerator.Classes);
            Assert.Equal(1, ShapeGenerator.Classes.Sum(name => result["probabilities"]![name]!.GetValue<float>()), 4);
            Assert.Throws<RunException>(() => application.Predict(loaded.Model, _folder["none.png"], _folder.Path, default));

            using var engine = new Engine(new EngineOptions { Threads = 1 });
            var frozen = new FrozenResNet(engine, 32);
            frozen.Load(run.Root, "model.weights");
            var trained = loaded.Model.Learner.Model.State().ToDictionary(s => "network." + s.Name, s => s.Tensor);
            Assert.All(frozen.State(), own => Assert.Equal(trained[own.Name].ToArray(), own.Tensor.ToArray()));
            Assert.All(frozen.Features(new byte[3 * 32 * 32], 32), value => Assert.True(float.IsFinite(value)));
        }
    }

    [Fact]
    public void The_shipped_recipe_binds_and_builds()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Saccade.slnx")))
            root = root.Parent;
        var (application, recipe) = new ApplicationList(new ShapesApplication()).Bind(RecipeFile.Load(Path.Combine(root.FullName, "recipes", "pretrain-resnet18.yaml")));
        using var data = application.OpenData(recipe);
        using var engine = new Engine();
        Assert.Equal(11_176_512 + 513 * ShapeGenerator.Classes.Count, application.Build(recipe, data, engine).Model.ParameterCount);
    }

    private RunFolder Trained(ShapesApplication application, Recipe recipe) =>
        Trainer.Train(new TrainingRequest { Application = application, Recipe = recipe, Folder = _folder["run"] }, default).Run;

    [Theory]
    [InlineData("model", "resnet50", "resnet18")]
    [InlineData("data", "data/balls", "made while training")]
    public void A_recipe_that_asks_for_other_data_or_another_network_is_refused(string key, string value, string cause)
    {
        var applications = new ApplicationList(new ShapesApplication());
        var failure = Assert.ThrowsAny<Exception>(() =>
        {
            var (application, recipe) = applications.Bind(RecipeFile.Parse($"task: shapes\nmodel: {(key == "model" ? value : "resnet18")}\ndata: {(key == "data" ? value : "generated")}\n", "test"));
            application.OpenData(recipe);
        });
        Assert.True(failure is RunException or RecipeException);
        Assert.Contains(cause, failure.Message);
    }
}
