namespace Saccade.Training;

/// <summary>What a baseline said of the samples a model is judged on.</summary>
/// <param name="Name">The stable snake_case name.</param>
/// <param name="IsRival">Whether a model must beat it; otherwise it is shown for information.</param>
/// <param name="Outputs">One for each sample of the model's, in any order.</param>
/// <param name="IsCeiling">Whether no honest model can be better.</param>
public sealed record BaselineOutputs(string Name, bool IsRival, IReadOnlyList<SampleOutput> Outputs, bool IsCeiling = false);
