using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>Clips of one step as evidence, and what is true of them. Letters as in <see cref="EarlyInputs"/>.</summary>
/// <param name="ids">The samples'.</param>
/// <param name="inputs">The evidence.</param>
/// <param name="labels">(N): the clips' kinds.</param>
/// <param name="transient">(R): 1 where a row's object is transient, 0 where it is not, NaN where nobody knows.</param>
/// <param name="gate">Whether objects that need not be looked at are not.</param>
/// <param name="dropped">Tracks for which there was no room.</param>
public sealed class EarlyBatch(IReadOnlyList<string> ids, EarlyInputs inputs, int[] labels, float[] transient, bool gate, int dropped) : Batch(ids)
{
    public EarlyInputs Inputs { get; } = inputs;

    /// <summary>(N): the clips' kinds.</summary>
    public IReadOnlyList<int> Labels { get; } = labels;

    /// <summary>(R): 1 where a row's object is transient, 0 where it is not, NaN where nobody knows.</summary>
    public IReadOnlyList<float> Transient { get; } = transient;

    /// <summary>Whether objects that need not be looked at are not.</summary>
    public bool Gate { get; } = gate;

    /// <summary>Tracks for which there was no room.</summary>
    public int Dropped { get; } = dropped;
}
