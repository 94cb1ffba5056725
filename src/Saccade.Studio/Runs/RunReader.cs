using System.Text.Json;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>Makes a row of a run's folder, whatever state that is in: a folder that cannot be read is a row with a problem.</summary>
/// <param name="applications">By which the metric that matters most is known.</param>
/// <param name="time">The clock that heartbeats are held against.</param>
internal sealed class RunReader(ApplicationList applications, TimeProvider time)
{
    // Any of these makes a folder a run's, even where the rest is missing.
    private static readonly string[] Signs = ["run.json", "journal.jsonl", "heartbeat.json", "evidence.json"];

    public static bool IsRun(string path) => Signs.Any(sign => File.Exists(Path.Combine(path, sign))) || Directory.Exists(Path.Combine(path, "checkpoints"));

    /// <param name="id">What the row is called.</param>
    /// <param name="path">The folder; <see cref="IsRun"/>.</param>
    /// <param name="facts">What was read of <c>run.json</c> already; null: nothing.</param>
    /// <param name="journal">Of this run; is brought up to date.</param>
    public (RunRow Row, RunFacts? Facts) Read(string id, string path, RunFacts? facts, JournalSummary journal)
    {
        var row = new RunRow { Id = id, Status = ShownStatus.Damaged, Queue = id.Contains('/') ? id[..id.IndexOf('/')] : null };
        var info = Path.Combine(path, "run.json");
        if (!File.Exists(info))
            return (row with { Problem = "has no run.json: it was copied in part, or its training ended before it began" }, null);
        try
        {
            var run = RunFolder.Open(path);
            facts ??= RunFacts.Read(run);
            row = row with { Task = facts.Task, Model = facts.Model, Seed = facts.Seed, Epochs = facts.Epochs, Started = facts.Created, Ended = facts.Ended };
            journal.Update();
            journal.RequireOf(facts.Status);
            row = WithProgress(row, facts, journal) with { Verdict = EvidenceVerdict.Read(run.EvidencePath) };
            return (WithStatus(row, facts, run), facts);
        }
        catch (Exception broken) when (broken is RunException or JsonException or IOException or UnauthorizedAccessException)
        {
            var cause = broken.Message.Replace(path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ReplaceLineEndings(" ");
            var version = facts?.CodeVersion ?? RunFacts.VersionIn(info);
            return (MachineInfo.IsNewer(version) ? row with { Status = ShownStatus.Newer, Problem = $"{Newer(version!)}, which cannot be read here: {cause}" } : row with { Problem = cause }, null);
        }
    }

    private RunRow WithStatus(RunRow row, RunFacts facts, RunFolder run)
    {
        if (MachineInfo.IsNewer(facts.CodeVersion))
            return row with { Status = ShownStatus.Newer, Problem = $"{Newer(facts.CodeVersion)}: something may be missing here" };
        if (facts.Status != RunStatus.Running)
            return row with { Status = Enum.Parse<ShownStatus>($"{facts.Status}"), Problem = facts.Status == RunStatus.Failed ? facts.Reason : null, SecondsLeft = null };
        var (beat, why) = RunLife.Of(run, facts.Created, time.GetUtcNow());
        row = row with { Step = Math.Max(row.Step ?? 0, beat?.Step ?? 0), Epoch = Math.Max(row.Epoch ?? 0, beat?.Epoch ?? 0), Loss = row.Loss ?? Finite(beat?.Loss) };
        return why is null ? row with { Status = ShownStatus.Running } : row with { Status = ShownStatus.Dead, Problem = why, SecondsLeft = null };
    }

    private RunRow WithProgress(RunRow row, RunFacts facts, JournalSummary journal)
    {
        var (start, step, epoch, best) = (journal.Start, journal.LastStep, journal.LastEpoch, journal.BestEpoch);
        var steps = start is null ? (long?)null : start.StepsPerEpoch * start.Epochs;
        var reached = Math.Max(step?.Step ?? 0, epoch?.Step ?? 0);
        var elapsed = Math.Max(step?.ElapsedSeconds ?? 0, epoch?.ElapsedSeconds ?? 0);
        return row with
        {
            Epoch = start is null ? null : Math.Max(step?.Epoch ?? 0, epoch?.Epoch ?? 0),
            Step = start is null ? null : reached,
            Steps = steps,
            Loss = Finite(step?.Loss) ?? Finite(epoch?.TrainLoss),
            Headline = HeadlineOf(facts, best),
            SecondsLeft = steps > reached && reached > 0 ? Math.Round(elapsed / reached * (steps.Value - reached)) : null,
        };
    }

    private Headline? HeadlineOf(RunFacts facts, EpochEntry? best)
    {
        if (best is null)
            return null;
        var first = applications.All.FirstOrDefault(a => a.Task == facts.Task)?.Metrics.Select(m => m.Name).FirstOrDefault(best.Metrics.ContainsKey) ?? best.Metrics.Keys.FirstOrDefault();
        var metric = facts.BestBy.Length > 0 && best.Metrics.ContainsKey(facts.BestBy) ? facts.BestBy : first;
        return metric is null ? Finite(best.ValidationLoss) is { } loss ? new("validation_loss", loss) : null : Finite(best.Metrics[metric]) is { } value ? new(metric, value) : null;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Newer(string version) => $"was written by version {version.Split('+')[0]}, newer than this {MachineInfo.CodeVersion.Split('+')[0]}";
}
