using Saccade.Training;

namespace Saccade.Report;

/// <summary>One run as reports show it.</summary>
/// <param name="Name">Short, for tables and legends.</param>
/// <param name="Info">What it is.</param>
/// <param name="Journal">Its journal, for the curves; may be empty.</param>
/// <param name="Evaluation">How it was judged; null before that.</param>
public sealed record ReportedRun(string Name, RunInfo Info, IReadOnlyList<JournalEntry> Journal, Evaluation? Evaluation)
{
    /// <summary>The application's own part; null without one.</summary>
    public ReportSection? Section { get; init; }

    /// <summary>What its model costs; null when it was not measured.</summary>
    public ModelCost? Cost { get; init; }

    /// <summary>What was drawn after its first epoch and after its last.</summary>
    public IReadOnlyList<EpochPicture> EpochPictures { get; init; } = [];

    /// <summary>A run called by its folder.</summary>
    public static ReportedRun Of(RunFolder run, Evaluation? evaluation) =>
        new(Path.GetFileName(run.Root), run.ReadInfo(), Training.Journal.Read(run.JournalPath), evaluation) { EpochPictures = EpochPicture.FirstAndLast(run) };
}
