namespace Saccade.Training;

/// <summary>What the data checks and the simple baselines need to know of one sample, without its pixels.</summary>
public sealed record DataItem
{
    public required string Id { get; init; }
    public required Split Split { get; init; }

    /// <summary>Place in the order in which the set is stored, over all splits.</summary>
    public required long Index { get; init; }

    /// <summary>Samples of one group are not independent (one recording, one project); null: the sample is its own group.</summary>
    public string? Group { get; init; }

    /// <summary>The class, counted from 0; -1 without one.</summary>
    public int Label { get; init; } = -1;

    /// <summary>The numbers to be predicted (for a position: x, y, z); empty without any.</summary>
    public IReadOnlyList<float> Target { get; init; } = [];

    /// <summary>Hash of the input's content; equal hashes are the same input. Null when unknown.</summary>
    public ulong? ContentHash { get; init; }

    /// <summary>A short description of the input (such as a small grey thumbnail of a few frames) in which near-duplicates lie near; all of one length, or empty.</summary>
    public IReadOnlyList<float> Features { get; init; } = [];

    /// <summary>Numbers that the model is handed beside what it looks at (columns of a table, earlier outputs); all of one length, or empty.</summary>
    public IReadOnlyList<float> Inputs { get; init; } = [];

    /// <summary>Inputs and targets of every step, for models of sequences; null for others.</summary>
    public SequenceItem? Sequence { get; init; }

    /// <summary>Why the item cannot be read; null when it can.</summary>
    public string? Error { get; init; }
}
