using Saccade.Tensors;

namespace Saccade.Neural.Tests;

/// <summary>ResNet-18 beside torchvision's (tests/golden/make_resnet.py): features agree to 1e-4 of the largest one.</summary>
public class ResNet18Tests
{
    [Theory]
    [InlineData(64, 3)]
    [InlineData(224, 2)]
    [InlineData(50, 2)]
    public void Features_agree_with_torchvision_with_batch_norm_on_its_own_and_folded(int size, int count)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var golden = SafetensorsFile.Open(Golden.File("resnet18.safetensors"));
        var network = FormulaResNet.Network(engine, 0);
        var pictures = FormulaResNet.Pictures(engine, count, size);
        var expected = new float[count * FoldedResNet18.Width];
        golden.Read($"features_{size}", expected);
        using var scope = engine.BeginScope();
        Agree(expected, network.Features(pictures).AsSpan(), "whole");
        Agree(expected, new FoldedResNet18(network).Features(pictures).AsSpan(), "folded");
    }

    [Fact]
    public void Logits_agree_with_torchvision()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var golden = SafetensorsFile.Open(Golden.File("resnet18.safetensors"));
        var network = FormulaResNet.Network(engine);
        var expected = new float[1000];
        golden.Read("logits_64", expected);
        using var scope = engine.BeginScope();
        Agree(expected, network.Forward(FormulaResNet.Pictures(engine, 1, 64)).AsSpan(), "logits");
    }

    [Fact]
    public void A_folded_picture_has_the_same_features_alone_and_among_others()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var network = new FoldedResNet18(FormulaResNet.Network(engine, 0));
        using var scope = engine.BeginScope();
        var together = network.Features(FormulaResNet.Pictures(engine, 3, 64)).AsSpan()[..FoldedResNet18.Width].ToArray();
        Assert.Equal(together, network.Features(FormulaResNet.Pictures(engine, 1, 64)).ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("state_dict.model.backbone.")]
    public void Weights_are_found_wherever_they_are_in_the_file(string prefix)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var network = FormulaResNet.Network(engine, 5);
        var writer = new SafetensorsWriter();
        network.SaveWeights(writer, prefix);
        if (prefix.Length > 0)
            writer.Add(new NamedTensor("optimiser.step", engine.Scalar(3)));
        writer.Write(folder["weights"]);
        using var file = WeightsFile.Open(folder["weights"]);
        var read = ResNet18Weights.Read(file, engine);
        Assert.Equal((5, prefix, prefix.Length > 0 ? 1 : 0), (read.Classes, read.Prefix, read.Others));
        foreach (var (expected, actual) in network.State().Zip(read.Network.State()))
            Assert.Equal(expected.Tensor.ToArray(), actual.Tensor.ToArray());
    }

    [Fact]
    public void A_classifier_that_is_missing_or_another_leaves_the_features()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var writer = new SafetensorsWriter();
        FormulaResNet.Network(engine, 0).SaveWeights(writer, "");
        writer.Add(new NamedTensor("fc.0.weight", engine.Zeros(8, 512)));
        writer.Write(folder["weights"]);
        using var file = WeightsFile.Open(folder["weights"]);
        var read = ResNet18Weights.Read(file, engine);
        Assert.Equal(0, read.Classes);
        Assert.Equal(["fc.0.weight"], read.PassedOver);
    }

    [Fact]
    public void Tensors_that_are_missing_extra_or_misshapen_are_all_named_in_one_error()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var state = FormulaResNet.Network(engine, 0).State();
        var message = Refusal(folder, engine, state.Where(s => s.Name != "layer3.0.bn1.bias" && s.Name != "layer2.0.conv1.weight" && !s.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Append(new NamedTensor("layer2.0.conv1.weight", engine.Zeros(128, 64, 1, 1)))
            .Append(new NamedTensor("layer1.0.conv3.weight", engine.Zeros(1))));
        Assert.Contains("missing: layer3.0.bn1.bias; unexpected: layer1.0.conv3.weight; misshapen: layer2.0.conv1.weight ([128, 64, 1, 1] in the file, [128, 64, 3, 3] in the model)", message);
    }

    [Fact]
    public void Weights_that_are_not_numbers_and_networks_that_occur_twice_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var network = FormulaResNet.Network(engine, 0);
        network.State().First(s => s.Name == "layer4.1.bn2.running_var").Tensor.AsSpan()[7] = -1;
        Assert.Contains("'layer4.1.bn2.running_var' holds -1, which cannot be a variance", Refusal(folder, engine, network.State()));
        var twice = network.State().SelectMany(s => new[] { s with { Name = "a." + s.Name }, s with { Name = "b." + s.Name } });
        Assert.Contains("more than once, under 'a.' and 'b.'", Refusal(folder, engine, twice));
    }

    private static string Refusal(TemporaryFolder folder, Engine engine, IEnumerable<NamedTensor> tensors)
    {
        var writer = new SafetensorsWriter();
        writer.Add(tensors, "");
        writer.Write(folder["weights"]);
        using var file = WeightsFile.Open(folder["weights"]);
        return Assert.Throws<WeightsException>(() => ResNet18Weights.Read(file, engine)).Message;
    }

    private static void Agree(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        var largest = 0f;
        foreach (var value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-4 * largest, $"{what}: element {i} is {actual[i]}, torchvision has {expected[i]} (the largest is {largest}).");
    }
}
