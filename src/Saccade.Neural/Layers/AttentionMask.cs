using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// Which tokens attention may look at. <paramref name="Keys"/> is [N, T] with 1 for a token that counts and 0 for padding (the other way round
/// than PyTorch's key_padding_mask), or null for all; <paramref name="Causal"/> hides what comes later.
/// </summary>
public readonly record struct AttentionMask(IntTensor? Keys = null, bool Causal = false);
