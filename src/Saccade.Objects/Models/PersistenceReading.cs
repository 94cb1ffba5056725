using Saccade.Tensors;

namespace Saccade.Objects.Models;

/// <summary>What a model says of N clips. K tokens, M tracks, T frames, W width, H heads. Logits are those of <see cref="Persistence.Persistent"/>.</summary>
/// <param name="Tokens">[N, K, W]: the encoder's result; what stands at padding means nothing.</param>
/// <param name="TrackLogits">[N, M]</param>
/// <param name="TokenLogits">[N, K]</param>
/// <param name="FrameLogits">[N, T]; null for a model of objects.</param>
/// <param name="VideoLogits">[N]; null for a model that says nothing of whole clips.</param>
/// <param name="Offsets">[N, K, 2]: how far the true centre lies from the found one, pixels; null unless it is learnt.</param>
/// <param name="Spans">[N, M]: the binary logarithm of the frames from the object's first to its last; null unless it is learnt.</param>
/// <param name="Attention">[N, H, K, K] of each layer, first layer first; empty unless asked for.</param>
public sealed record PersistenceReading(
    Tensor Tokens,
    Tensor TrackLogits,
    Tensor TokenLogits,
    Tensor? FrameLogits,
    Tensor? VideoLogits,
    Tensor? Offsets,
    Tensor? Spans,
    IReadOnlyList<Tensor> Attention);
