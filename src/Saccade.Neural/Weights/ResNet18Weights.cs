using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>A ResNet-18 out of somebody's file.</summary>
/// <param name="Network">In evaluation, with <c>fc</c> where the file has a usable one.</param>
/// <param name="Classes">Extent of its logits; 0 without <c>fc</c>.</param>
/// <param name="Prefix">What the file has before each name, such as <c>state_dict.module.</c>.</param>
/// <param name="PassedOver">The network's names that were not taken: parts of another <c>fc</c>.</param>
/// <param name="Others">Tensors elsewhere in the file, which were not looked at.</param>
public sealed record ImportedResNet18(ResNet18 Network, int Classes, string Prefix, IReadOnlyList<string> PassedOver, int Others);

/// <summary>
/// Reads ResNet-18 under the names that torchvision and timm give it, wherever in the file they are. <c>fc</c> may be missing or of any number of classes; counts
/// of batches (<c>num_batches_tracked</c>), which files from before 2018 lack and evaluation does not use, too. Everything else must fit.
/// </summary>
public static class ResNet18Weights
{
    private const string Classifier = "fc.";
    private const string BatchCount = ".num_batches_tracked";

    /// <exception cref="WeightsException">Names that are missing, unexpected or misshapen, all listed; the network twice; numbers that cannot be weights.</exception>
    public static ImportedResNet18 Read(IWeightsFile file, Engine engine)
    {
        var prefix = Prefix(file, [.. new ResNet18(engine, 0).State().Select(s => s.Name)]);
        var classes = ClassesOf(file, prefix);
        var network = new ResNet18(engine, classes);
        network.SetTraining(false);
        var wanted = network.State().Where(s => !s.Name.EndsWith(BatchCount, StringComparison.Ordinal) || file.ShapeOf(prefix + s.Name) is not null).ToArray();
        var match = WeightsMatch.Of(wanted, file, prefix);
        var passedOver = match.Unexpected.Where(name => classes == 0 && name.StartsWith(Classifier, StringComparison.Ordinal)).ToArray();
        match = match with { Unexpected = [.. match.Unexpected.Except(passedOver)] };
        if (!match.Exact)
            throw new WeightsException($"{file.Path} does not hold a ResNet-18{(prefix.Length > 0 ? $" under '{prefix}'" : "")}: {match}. Import the weights of torchvision's or timm's resnet18.");
        foreach (var (name, tensor, _) in match.Fitting)
        {
            file.Read(prefix + name, tensor.AsSpan());
            RequireUsable(file.Path, prefix + name, tensor.AsSpan());
        }
        return new ImportedResNet18(network, classes, prefix, passedOver, file.Names.Count(name => !name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>What stands before the names: that under which most of them are found.</summary>
    private static string Prefix(IWeightsFile file, IReadOnlyList<string> names)
    {
        var have = file.Names.ToHashSet();
        var candidates = have.Where(name => name == names[0] || name.EndsWith($".{names[0]}", StringComparison.Ordinal))
            .Select(name => name[..^names[0].Length])
            .Select(prefix => (Prefix: prefix, Found: names.Count(name => have.Contains(prefix + name))))
            .OrderByDescending(c => c.Found).ThenBy(c => c.Prefix, StringComparer.Ordinal).ToArray();
        if (candidates.Length > 1 && candidates[0].Found == candidates[1].Found)
            throw new WeightsException($"{file.Path} holds the network more than once, under '{candidates[0].Prefix}' and '{candidates[1].Prefix}'; keep the one you want in the file.");
        return candidates.Length > 0 ? candidates[0].Prefix : "";
    }

    private static int ClassesOf(IWeightsFile file, string prefix) =>
        file.ShapeOf($"{prefix}{Classifier}weight") is [> 0 and var classes, FoldedResNet18.Width] && file.ShapeOf($"{prefix}{Classifier}bias") is [var constants] && constants == classes
            ? classes
            : 0;

    private static void RequireUsable(string path, string name, ReadOnlySpan<float> values)
    {
        var isVariance = name.EndsWith("running_var", StringComparison.Ordinal);
        foreach (var value in values)
            if (!float.IsFinite(value) || (isVariance && value < 0))
                throw new WeightsException($"{path}: '{name}' holds {value}, which cannot be a {(isVariance ? "variance" : "weight")}; the file is damaged or its training diverged.");
    }
}
