using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>What a run was made from: its course, size, cost, data, machine and code.</summary>
public static class RunFacts
{
    public static Html Of(ReportedRun run) => FactTable.Of(Facts(run));

    private static IEnumerable<(string, string)> Facts(ReportedRun run)
    {
        var info = run.Info;
        yield return ("run", info.Id);
        yield return ("status", info.Reason is null ? info.Status.ToString().ToLowerInvariant() : $"{info.Status.ToString().ToLowerInvariant()}: {info.Reason}");
        if (RunSummary.Parameters(run) is { } parameters)
            yield return ("parameters", NumberText.Count(parameters));
        if (run.Journal.OfType<EpochEntry>().LastOrDefault() is { } last)
        {
            yield return ("trained for", $"{last.Epoch} epochs, {NumberText.Count(last.Step)} steps, {NumberText.Count(last.SamplesSeen)} samples seen, {NumberText.Duration(TimeSpan.FromSeconds(last.ElapsedSeconds))}");
        }
        if (run.Journal.OfType<EpochEntry>().LastOrDefault(e => e.IsBest) is { } best)
            yield return ("best epoch", $"{best.Epoch}, by validation: the one that is judged");
        if (run.Cost is { } cost)
        {
            foreach (var column in ModelPart.Columns.Where(c => c.Name != "parameters"))
                yield return (column.Name, column.Value(cost));
        }
        yield return ("data", info.DataHash);
        if (info.From is not null)
            yield return ("started from", info.From);
        if (info.Accepted.Count > 0)
            yield return ("checks overridden", string.Join(", ", info.Accepted));
        yield return ("machine", Machine(info));
        yield return ("code", info.CodeVersion);
        yield return ("made", info.Created.ToString("yyyy-MM-dd HH:mm 'UTC'"));
        foreach (var note in run.Journal.OfType<NoteEntry>())
            yield return ($"note at step {NumberText.Count(note.Step)}", note.Message);
    }

    internal static string Machine(RunInfo info) =>
        $"{info.Machine.System}, {info.Machine.Cores} cores, {info.Machine.VectorBits} bit SIMD, {NumberText.Of(info.Machine.MemoryGb)} GB";
}
