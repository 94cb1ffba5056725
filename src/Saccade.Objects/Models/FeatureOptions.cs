using System.ComponentModel.DataAnnotations;
using Saccade.Objects.Features;

namespace Saccade.Objects.Models;

/// <summary>Keys <c>features.*</c>: the frozen ResNet-18 that looks at objects.</summary>
public sealed record FeatureOptions
{
    /// <summary>A weights file, or the run of the task <c>shapes</c> that pre-trained one; needed to train, and no more afterwards.</summary>
    public string Weights { get; init; } = "";

    /// <summary>Width and height at which the network sees crops: 224 as it was trained on ImageNet, or 64 to be quick.</summary>
    [Range(FrozenResNet.LeastSize, FrozenResNet.LargestSize)]
    public int Size { get; init; } = 64;

    /// <summary>Folder in which features are kept.</summary>
    public string Cache { get; init; } = "runs/.features";

    /// <summary>What they may take there, MB.</summary>
    [Range(0, 1_000_000)]
    public int CacheMegabytes { get; init; } = 4096;
}
