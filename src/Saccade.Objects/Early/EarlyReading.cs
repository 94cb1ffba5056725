using Saccade.Tensors;

namespace Saccade.Objects.Early;

/// <summary>What the model says of whole clips.</summary>
/// <param name="Logits">[N, T]: after each frame, log-odds that the clip is persistent.</param>
/// <param name="ObjectLogits">[R]: log-odds that a row's object is transient.</param>
/// <param name="StateLogits">[R]: the same by its track alone, without its picture.</param>
/// <param name="Promised">[R]: by how much the picture is expected to change them.</param>
/// <param name="Changed">(R): by how much it did, where it was looked at in training.</param>
/// <param name="Looked">(R): whether its picture was looked at.</param>
public sealed record EarlyReading(Tensor Logits, Tensor ObjectLogits, Tensor StateLogits, Tensor Promised, float[] Changed, bool[] Looked);
