using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>The sizes and the form of a transformer's layers.</summary>
public sealed record TransformerOptions
{
    /// <summary>Extent of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads; they divide the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Extent of the hidden layer between <c>linear1</c> and <c>linear2</c>.</summary>
    public required int FeedForward { get; init; }

    /// <summary>The probability that an element is dropped, at all four places where PyTorch drops.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>
    /// The probability that a block is skipped for a sample (<see cref="Neural.DropPath"/>). An encoder gives it to its last layer and
    /// less to earlier ones, in equal steps from 0 at the first.
    /// </summary>
    public float DropPath { get; init; }

    /// <summary>The non-linearity of the hidden layer.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Normalise before each block (trains without warm-up) instead of after it (the original form).</summary>
    public bool NormFirst { get; init; }

    /// <summary>How the weights of attention and feed-forward start, with biases at 0; null for PyTorch's way of both.</summary>
    public Initializer? Weights { get; init; }

    /// <summary>Let the feed-forward's biases start PyTorch's way although <see cref="Weights"/> is given.</summary>
    public bool DefaultBiases { get; init; }

    /// <summary>How those start whose result a block adds to what goes around it; null for <see cref="Weights"/>.</summary>
    public Initializer? OutputWeights { get; init; }
}
