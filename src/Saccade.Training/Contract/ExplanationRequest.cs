namespace Saccade.Training;

/// <summary>What is to be explained, and how.</summary>
public sealed record ExplanationRequest
{
    /// <summary>A real file; or, with <see cref="Sample"/>, a stored set's folder, null for the run's own data.</summary>
    public string? Input { get; init; }

    /// <summary>A sample of <see cref="Split"/>, from 0; null: the input is a real file.</summary>
    public long? Sample { get; init; }

    public Split Split { get; init; } = Split.Test;

    /// <summary>Where pictures, video and JSON go; it exists.</summary>
    public required string Folder { get; init; }

    /// <summary>The kind of map, by the application's name for it; null: what the model has.</summary>
    public string? Map { get; init; }

    /// <summary>The layer that is looked into; null: the map's own default.</summary>
    public string? Layer { get; init; }

    /// <summary>The head of an attention layer, from 0; null: the mean of all.</summary>
    public int? Head { get; init; }

    /// <summary>Also ask whether the map says anything: compare it with those of models with random weights.</summary>
    public bool Check { get; init; }
}
