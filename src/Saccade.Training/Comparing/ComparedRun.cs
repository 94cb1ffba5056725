namespace Saccade.Training;

/// <summary>One run as a comparison takes it.</summary>
/// <param name="Label">Short, for tables: usually the folder's name.</param>
/// <param name="Info">What it is: recipe and data.</param>
/// <param name="Evaluation">How it was judged.</param>
/// <param name="Outputs">What it said of each sample.</param>
/// <param name="Journal">How it was trained; may be empty.</param>
public sealed record ComparedRun(string Label, RunInfo Info, Evaluation Evaluation, IReadOnlyList<SampleOutput> Outputs, IReadOnlyList<JournalEntry> Journal)
{
    /// <summary>A run with the evidence of one split.</summary>
    public static ComparedRun Of(string label, RunFolder run, Evaluation evaluation, IReadOnlyList<SampleOutput> outputs) =>
        new(label, run.ReadInfo(), evaluation, outputs, Training.Journal.Read(run.JournalPath));

    /// <summary>Hash of the data that it was judged on.</summary>
    public string DataHash => Evaluation.DataHash.Length > 0 ? Evaluation.DataHash : Info.DataHash;

    /// <summary>A metric on validation in the best epoch; NaN when the journal does not hold it. What is chosen is chosen by this, never by the test.</summary>
    public double OnValidation(string metric) => Journal.OfType<EpochEntry>().LastOrDefault(e => e.IsBest)?.Measure(metric) ?? double.NaN;

    /// <summary>Time spent training.</summary>
    public double TrainingSeconds => Journal.OfType<EpochEntry>().LastOrDefault()?.ElapsedSeconds ?? double.NaN;
}
