using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Features;

/// <summary>How pictures are normalised for networks trained on ImageNet: per channel, (value - mean) / deviation of values 0 to 1.</summary>
public static class ImageNetColours
{
    /// <summary>Of red, green and blue; the numbers that torchvision's and timm's ResNets were trained with.</summary>
    public static IReadOnlyList<double> Mean { get; } = [0.485, 0.456, 0.406];

    /// <inheritdoc cref="Mean"/>
    public static IReadOnlyList<double> Deviation { get; } = [0.229, 0.224, 0.225];

    /// <summary>pictures [N, 3, H, W] with values 0 to 1 -> the same, normalised.</summary>
    public static Tensor Normalise(Tensor pictures)
    {
        return pictures.Subtract(Colours(Mean)).Divide(Colours(Deviation));

        Tensor Colours(IReadOnlyList<double> values) => pictures.Engine.From([.. values.Select(v => (float)v)], 3, 1, 1);
    }

    /// <summary>What each byte becomes: [3 channels, 256].</summary>
    public static float[] Levels() =>
        [.. from channel in Enumerable.Range(0, 3) from level in Enumerable.Range(0, 256) select (float)((level / 255.0 - Mean[channel]) / Deviation[channel])];
}
