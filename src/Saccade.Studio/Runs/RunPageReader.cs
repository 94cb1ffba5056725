using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Neural;
using Saccade.Studio.Curves;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>Reads everything about a run that a page shows. What of it is damaged is left out, and said in the row's problem where it is more than a detail.</summary>
internal sealed class RunPageReader
{
    private const int MostLines = 200;
    private const int MostJournals = 32;
    private const long ConsoleBytes = 64 << 10;

    private readonly RecentJournals<JournalSummary> journals = new(path => new(path), _ => 1, MostJournals);

    public RunPage Read(RunRow row, string path)
    {
        var page = new RunPage(row) { Console = ConsoleOf(path), Report = File.Exists(Path.Combine(path, RunFiles.Report)), Samples = SamplesOf(path), Explained = FilesOf(new(Path.Combine(path, RunFiles.Explained))), Checkpoints = CheckpointsOf(path) };
        try
        {
            var run = RunFolder.Open(path);
            var info = run.ReadInfo();
            page = page with
            {
                Reason = info.Reason,
                CodeVersion = info.CodeVersion,
                Machine = info.Machine,
                Recipe = info.Recipe,
                Data = new JsonObject
                {
                    ["hash"] = info.DataHash,
                    ["conditions"] = info.Conditions is null ? null : JsonSerializer.SerializeToNode(info.Conditions, RunJson.Line),
                    ["description"] = info.DataDescription?.DeepClone(),
                },
            };
            var journal = journals.Of(run.JournalPath);
            lock (journal)
            {
                journal.Update();
                page = page with { Parameters = journal.Start?.Parameters, Threads = journal.Start?.Threads, Notes = journal.ReadNotes(), Series = SeriesNames.Of(journal.LastStep, journal.LastEpoch) };
            }
            return page with { Evidence = [.. run.ReadEvidence().Values.Select(e => e with { Run = row.Id })] };
        }
        catch (RunException broken)
        {
            return page with { Problem = row.Problem ?? broken.Message.Replace(path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) };
        }
    }

    private static IReadOnlyList<ShownCheckpoint> CheckpointsOf(string path)
    {
        var folder = new DirectoryInfo(Path.Combine(path, "checkpoints"));
        return folder.Exists ? [.. folder.EnumerateFiles("*.safetensors").OrderBy(f => f.Name, StringComparer.Ordinal).Select(Checkpoint)] : [];

        static ShownCheckpoint Checkpoint(FileInfo file)
        {
            var (epoch, step) = StateOf(file.FullName);
            return new(Path.GetFileNameWithoutExtension(file.Name), file.Length, file.LastWriteTimeUtc, epoch, step);
        }
    }

    /// <summary>Where a checkpoint stands, from its header alone; whether the rest of it is whole is found out when it is used.</summary>
    private static (int? Epoch, long? Step) StateOf(string path)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            return file.Metadata.TryGetValue("saccade.state", out var json) && JsonSerializer.Deserialize<TrainingState>(json, RunJson.Line) is { } state ? (state.EpochsDone, state.Step) : (null, null);
        }
        catch (Exception broken) when (broken is WeightsException or JsonException)
        {
            return (null, null);
        }
    }

    private static IReadOnlyList<ShownSamples> SamplesOf(string path)
    {
        var folder = new DirectoryInfo(Path.Combine(path, "samples"));
        return folder.Exists ? [.. folder.EnumerateDirectories("epoch-*").Select(Of).Where(s => s.Epoch > 0 && s.Files.Count > 0).OrderBy(s => s.Epoch)] : [];

        static ShownSamples Of(DirectoryInfo epoch) => new(
            int.TryParse(epoch.Name["epoch-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            FilesOf(epoch));
    }

    private static IReadOnlyList<string> FilesOf(DirectoryInfo folder) =>
        folder.Exists ? [.. folder.EnumerateFiles().Where(f => !f.Name.StartsWith('.')).Select(f => f.Name).Order(StringComparer.Ordinal)] : [];

    private static IReadOnlyList<string> ConsoleOf(string path)
    {
        var console = Path.Combine(path, RunFiles.Console);
        return RunFiles.Tail(File.Exists(console) ? console : Path.Combine(path, "progress.txt"), ConsoleBytes, MostLines);
    }
}
