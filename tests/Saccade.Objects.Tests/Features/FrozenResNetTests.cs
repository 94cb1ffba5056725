using Saccade.Neural;
using Saccade.Neural.Tests;
using Saccade.Objects.Features;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Tests.Features;

/// <summary>The frozen network, and the cache of what it said: one network's weights and file are made once for all tests here.</summary>
public sealed class FrozenResNetTests : IClassFixture<FrozenResNetTests.Weights>, IDisposable
{
    private readonly Weights _weights;
    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine;
    private readonly List<string> _told = [];

    public FrozenResNetTests(Weights weights) => (_weights, _engine) = (weights, weights.Engine);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(64)]
    [InlineData(224)]
    public void Features_of_bytes_agree_with_torchvision(int size)
    {
        var network = size == 64 ? _weights.Network64 : Load(size);
        using var golden = SafetensorsFile.Open(Golden.File("resnet18.safetensors"));
        var expected = new float[golden.Find($"features_{size}")!.Count];
        golden.Read($"features_{size}", expected);
        var features = network.Features(Pictures(expected.Length / FrozenResNet.Width, size), size);
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(features[i] - expected[i], -1e-4 * expected.Max(), 1e-4 * expected.Max());
    }

    [Fact]
    public void Small_pictures_are_enlarged_bilinearly_and_a_picture_is_described_alone_as_among_others()
    {
        var network = _weights.Network64;
        var pictures = Pictures(130, 16);
        var features = network.Features(pictures, 16);
        Assert.Equal(features.AsSpan(129 * FrozenResNet.Width).ToArray(), network.Features(pictures.AsSpan(129 * 3 * 256), 16));
        Assert.NotEqual(features[..FrozenResNet.Width], features[FrozenResNet.Width..(2 * FrozenResNet.Width)]);
        using (var scope = _engine.BeginScope())
        {
            var x = _engine.Empty(1, 3, 16, 16);
            for (var i = 0; i < x.Count; i++)
                x.AsSpan()[i] = (float)((pictures[3 * (i % 256) + i / 256] / 255.0 - ImageNetColours.Mean[i / 256]) / ImageNetColours.Deviation[i / 256]);
            Assert.Equal(new FoldedResNet18(FormulaResNet.Network(_engine, 0)).Features(x.ResizeBilinear(64, 64)).ToArray(), features[..FrozenResNet.Width]);
        }
        Assert.Empty(network.Features([], 16));
        Assert.Throws<ArgumentException>(() => network.Features(new byte[7], 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Features(new byte[3 * 65 * 65], 65));
    }

    [Fact]
    public void It_is_saved_with_a_model_and_never_learnt()
    {
        var network = _weights.Network64;
        Assert.Empty(network.Parameters());
        network.SaveWeights(_folder["model"]);
        var again = new FrozenResNet(_engine, 64);
        again.LoadWeights(_folder["model"]);
        Assert.Equal(network.Hash, again.Hash);
        Assert.NotEqual(network.Hash, Load(96).Hash);
    }

    [Fact]
    public void Weights_that_cannot_be_used_are_refused_with_the_recipes_key()
    {
        var network = new FrozenResNet(_engine, 64);
        File.WriteAllText(_folder["text"], "no weights, but long enough");
        foreach (var (path, cause) in new[] { ("", "names no weights"), (_folder["none"], "no weights file"), (_folder["text"], "not a usable safetensors file"), (_folder.Path, "") })
        {
            var message = Assert.Throws<RunException>(() => network.Load(path, "model.weights")).Message;
            Assert.StartsWith("recipe: model.weights: ", message);
            Assert.Contains(cause, message);
        }
    }

    [Fact]
    public void Features_are_computed_once_for_the_same_pictures_and_weights()
    {
        var network = _weights.Network64;
        var pictures = Pictures(3, 16);
        var first = Of(Cache(), network, pictures, 16);
        var cache = Cache();
        Assert.Equal(first, Of(cache, network, pictures, 16));
        Assert.Equal((1, 0), (cache.Found, cache.Computed));
        Assert.Empty(Of(cache, network, [], 16));
        pictures[^1] ^= 1;
        Assert.NotEqual(first, Of(cache, network, pictures, 16));
        Assert.NotEqual(first, Of(cache, Load(48), Pictures(3, 16), 16));
        Assert.Equal((1, 2), (cache.Found, cache.Computed));
        Assert.Empty(_told);
    }

    [Fact]
    public void Sets_looked_at_together_have_the_features_that_each_has_alone()
    {
        var network = _weights.Network64;
        byte[][] sets = [Pictures(3, 16), [], Pictures(1, 16), Pictures(2, 16)];
        var alone = sets.Select(set => Of(new FeatureCache(_folder["alone"], 1 << 20, _told.Add), network, set, 16)).ToArray();
        File.Delete(Directory.GetFiles(_folder["alone"]).Order().First());
        var cache = new FeatureCache(_folder["alone"], 1 << 20, _told.Add);

        Assert.Equal(alone, cache.GetOrCompute(network, sets, 16));
        Assert.Equal((2, 1), (cache.Found, cache.Computed));
        Assert.Equal(alone, new FeatureCache(_folder["together"], 1 << 20, _told.Add).GetOrCompute(network, sets, 16));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("another's")]
    public void A_damaged_entry_is_computed_again_and_said(string damage)
    {
        var network = _weights.Network64;
        var features = Of(Cache(), network, Pictures(2, 16), 16);
        var path = Assert.Single(Directory.GetFiles(_folder["cache"]));
        var bytes = File.ReadAllBytes(path);
        bytes[^9] ^= 4;
        if (damage == "another's")
            new SafetensorsWriter().Write(path);
        else
            File.WriteAllBytes(path, damage == "changed" ? bytes : damage == "cut" ? bytes[..^5] : []);
        var cache = Cache();
        Assert.Equal(features, Of(cache, network, Pictures(2, 16), 16));
        Assert.Contains(path, Assert.Single(_told));
        Assert.Equal(features, Of(cache, network, Pictures(2, 16), 16));
        Assert.Equal((1, 1), (cache.Found, cache.Computed));
    }

    [Fact]
    public void A_full_cache_lets_go_of_what_was_used_longest_ago()
    {
        var network = _weights.Network64;
        var cache = new FeatureCache(_folder["cache"], 3 * 2300, _told.Add);
        for (var i = 0; i < 3; i++)
            Of(cache, network, Pictures(1, 16 + i), 16 + i);
        foreach (var file in Directory.GetFiles(_folder["cache"]))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        Of(cache, network, Pictures(1, 17), 17);
        Of(cache, network, Pictures(1, 19), 19);
        Assert.InRange(Directory.GetFiles(_folder["cache"]).Length, 2, 3);
        Of(cache, network, Pictures(1, 17), 17);
        Assert.Equal((2, 4), (cache.Found, cache.Computed));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_the_cache_alone()
    {
        File.WriteAllText(_folder["file"], "");
        var cache = new FeatureCache(_folder["file"], 1 << 20, _told.Add);
        for (var i = 0; i < 2; i++)
            Assert.Equal(FrozenResNet.Width, Of(cache, _weights.Network64, Pictures(1, 16), 16).Length);
        Assert.Contains("features are not stored", Assert.Single(_told));
    }

    private static float[] Of(FeatureCache cache, FrozenResNet network, byte[] pictures, int side) => Assert.Single(cache.GetOrCompute(network, [pictures], side));

    private FeatureCache Cache() => new(_folder["cache"], 1 << 20, _told.Add);

    private FrozenResNet Load(int size)
    {
        var network = new FrozenResNet(_engine, size);
        network.Load(_weights.Path, "model.weights");
        return network;
    }

    /// <summary>The pictures of tests/golden/make_resnet.py, as bytes (N, S, S, 3).</summary>
    private static byte[] Pictures(int count, int size) =>
        [.. from n in Enumerable.Range(0, count)
            from y in Enumerable.Range(0, size)
            from x in Enumerable.Range(0, size)
            from c in Enumerable.Range(0, 3)
            select (byte)((7 * x * (c + 1) + 5 * y * (n + 1) + x * y) % 256)];

    /// <summary>The weights of tests/golden/make_resnet.py in a file.</summary>
    public sealed class Weights : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saccade-resnet-");

        public Weights()
        {
            FormulaResNet.Network(Engine, 0).SaveWeights(Path);
            Network64 = new FrozenResNet(Engine, 64);
            Network64.Load(Path, "model.weights");
        }

        public Engine Engine { get; } = new(new EngineOptions { Threads = 1 });

        public FrozenResNet Network64 { get; }

        public string Path => System.IO.Path.Combine(_folder.FullName, "resnet18.safetensors");

        public void Dispose()
        {
            Engine.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
