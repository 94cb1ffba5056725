namespace Saccade.Training;

/// <summary>Somebody's predictions, from whatever framework.</summary>
/// <param name="Path">The file, for errors and as the evaluation's run.</param>
/// <param name="Rows">In the order of the file.</param>
/// <param name="Classes">Names of the classes; first those that are labels. Empty when numbers were predicted.</param>
/// <param name="Labels">How many of <paramref name="Classes"/> are labels; the others were only predicted.</param>
/// <param name="InputNames">Names of <see cref="PredictionRow.Inputs"/>.</param>
/// <param name="HasSplits">Whether the file said which row belongs to which split.</param>
public sealed record PredictionTable(
    string Path, IReadOnlyList<PredictionRow> Rows, IReadOnlyList<string> Classes, int Labels, IReadOnlyList<string> InputNames, bool HasSplits);

/// <summary>One sample with its truth and what was said of it.</summary>
public sealed record PredictionRow
{
    public required string Id { get; init; }

    /// <summary>The line of the file, counted from 1.</summary>
    public required long Line { get; init; }

    public required Split Split { get; init; }
    public string? Group { get; init; }

    /// <summary>The batch in which it was judged.</summary>
    public string? Batch { get; init; }

    /// <summary>Names the content of the input: equal names are the same input.</summary>
    public string? Hash { get; init; }

    /// <summary>True class; -1 when numbers were predicted.</summary>
    public int Label { get; init; } = -1;

    /// <summary>Predicted class; -1 when nothing was said, or a number.</summary>
    public int Prediction { get; init; } = -1;

    /// <summary>True numbers; empty for classes.</summary>
    public float[] Target { get; init; } = [];

    /// <summary>Predicted numbers; empty for classes, or when nothing was said.</summary>
    public float[] Predicted { get; init; } = [];

    public double? Score { get; init; }
    public double? Threshold { get; init; }

    /// <summary>Numbers that the model was handed.</summary>
    public float[] Inputs { get; init; } = [];

    public bool SaysNothing => Prediction < 0 && Predicted.Length == 0;
}
