namespace Saccade.Training;

/// <summary>What a model of sequences is handed at each step, and what it is asked for there. Letters: T steps, C numbers a step.</summary>
/// <param name="Inputs">(T, C)</param>
/// <param name="Targets">(T, C)</param>
/// <param name="Width">C</param>
/// <param name="LooksAhead">Whether, at a step, the model sees the inputs of later ones; it always sees those of the step itself and of earlier ones.</param>
public sealed record SequenceItem(ReadOnlyMemory<float> Inputs, ReadOnlyMemory<float> Targets, int Width, bool LooksAhead)
{
    /// <summary>T</summary>
    public int Steps => Targets.Length / Width;
}
