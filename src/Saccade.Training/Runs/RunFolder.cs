using System.Text.Json;

namespace Saccade.Training;

/// <summary>
/// The folder of one run: <c>run.json</c>, <c>journal.jsonl</c>, <c>heartbeat.json</c>, <c>progress.txt</c>,
/// <c>checkpoints/</c>, <c>evidence.json</c>, <c>report.html</c>. Knows the names and writes each file whole.
/// </summary>
public sealed class RunFolder
{
    private const int LockAttempts = 40;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(5);

    private RunFolder(string path)
    {
        Given = System.IO.Path.TrimEndingDirectorySeparator(path);
        Root = System.IO.Path.GetFullPath(Given);
    }

    /// <summary>The folder as the user gave it: what evidence calls the run.</summary>
    public string Given { get; }

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    public string InfoPath => System.IO.Path.Combine(Root, "run.json");
    public string JournalPath => System.IO.Path.Combine(Root, "journal.jsonl");
    public string HeartbeatPath => System.IO.Path.Combine(Root, "heartbeat.json");
    public string ProgressPath => System.IO.Path.Combine(Root, "progress.txt");

    /// <summary>Held by the process that trains the run.</summary>
    public string LockPath => System.IO.Path.Combine(Root, ".lock");

    public string CheckpointsPath => System.IO.Path.Combine(Root, "checkpoints");

    /// <summary>Weights of trained controls, shared by all runs that lie beside each other.</summary>
    public string ControlsPath => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Root) ?? Root, ".controls");

    public string DomainPath => System.IO.Path.Combine(Root, "domain.json");
    public string TemperaturePath => System.IO.Path.Combine(Root, "temperature.json");
    public string StoppingPath => System.IO.Path.Combine(Root, "stopping.json");

    /// <summary>What makes clips of a model's probabilities, for models that cut recordings.</summary>
    public string CuttingPath => System.IO.Path.Combine(Root, "cutting.json");

    /// <summary>Event files for TensorBoard, where they were asked for.</summary>
    public string TensorBoardPath => System.IO.Path.Combine(Root, "tensorboard");

    public string SamplesPath => System.IO.Path.Combine(Root, "samples");
    public string EvidencePath => System.IO.Path.Combine(Root, "evidence.json");
    public string ReportPath => System.IO.Path.Combine(Root, "report.html");

    /// <summary>Makes the folder for a new run.</summary>
    /// <exception cref="RunException">It holds a run already, or cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        var folder = new RunFolder(path);
        if (File.Exists(folder.InfoPath))
            throw new RunException($"{folder.Root}: holds a run already; use --resume to go on with it or choose another --out");
        // What another run left behind would be taken for this run's: its status, its evidence, its trained controls.
        if (folder.Remains().FirstOrDefault() is { } left)
            throw new RunException($"{left}: was left by another run; remove it or choose another --out");
        try
        {
            Directory.CreateDirectory(folder.CheckpointsPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunException.CannotWrite(folder.Root, e);
        }
        return folder;
    }

    private IEnumerable<string> Remains() =>
        new[] { JournalPath, HeartbeatPath, EvidencePath, DomainPath, TemperaturePath, StoppingPath, CuttingPath }.Concat(Enum.GetValues<Split>().Select(OutputsPath)).Where(File.Exists)
            .Concat(new[] { CheckpointsPath, System.IO.Path.Combine(Root, "controls") }.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles));

    /// <summary>Removes what was found out about weights that are about to change.</summary>
    internal void ForgetEvidence()
    {
        foreach (var path in Enum.GetValues<Split>().Select(OutputsPath).Prepend(EvidencePath).Where(File.Exists))
            File.Delete(path);
    }

    /// <summary>Where the pictures of an epoch's samples lie.</summary>
    public string SamplesOf(int epoch) => System.IO.Path.Combine(SamplesPath, $"epoch-{epoch:000}");

    /// <summary>Opens an existing run.</summary>
    /// <exception cref="RunException">There is no run at <paramref name="path"/>.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        return File.Exists(folder.InfoPath)
            ? folder
            : throw new RunException($"{folder.Root}: is not a run (no run.json); give the folder that 'saccade train' printed");
    }

    /// <summary>A path <c>ROOT/&lt;time&gt;-&lt;name&gt;-&lt;four hex digits&gt;</c> that does not exist yet.</summary>
    public static string NewPath(string root, string name, DateTimeOffset now)
    {
        string path;
        do
            path = System.IO.Path.Combine(root, $"{now:yyyyMMdd-HHmmss}-{name}-{Guid.NewGuid().ToString("N")[..4]}");
        while (System.IO.Path.Exists(path));
        return path;
    }

    public RunInfo ReadInfo() => RunJson.ReadFile<RunInfo>(InfoPath);

    public void WriteInfo(RunInfo info) => AtomicFile.WriteText(InfoPath, JsonSerializer.Serialize(info, RunJson.Indented) + "\n");

    /// <summary>The weights to evaluate and predict with: the best epoch's, or the last ones of a run that has not validated yet.</summary>
    public string WeightsPath
    {
        get
        {
            var best = System.IO.Path.Combine(CheckpointsPath, CheckpointNames.Best);
            return File.Exists(best) ? best : System.IO.Path.Combine(CheckpointsPath, CheckpointNames.Last);
        }
    }

    /// <summary>Each split's evidence so far.</summary>
    public IReadOnlyDictionary<Split, Evaluation> ReadEvidence() =>
        File.Exists(EvidencePath)
            ? RunJson.ReadFile<Dictionary<Split, Evaluation>>(EvidencePath).ToDictionary(e => e.Key, e => e.Value with { Run = Given })
            : new Dictionary<Split, Evaluation>();

    /// <summary>The outputs that a split's evidence was computed from, one JSON object a line.</summary>
    public string OutputsPath(Split split) => System.IO.Path.Combine(Root, $"outputs-{DataInventory.Word(split)}.jsonl");

    /// <summary>The outputs behind a split's evidence, as <see cref="OutputsPath"/> holds them.</summary>
    /// <exception cref="RunException">The file is missing or broken; names it.</exception>
    public IReadOnlyList<SampleOutput> ReadOutputs(Split split)
    {
        var path = OutputsPath(split);
        try
        {
            return [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<SampleOutput>(line, RunJson.Line) ?? throw new JsonException("a line is null"))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"{path}: cannot be read ({RunException.OneLine(e.Message)}); judge the run again with 'saccade evaluate'", e);
        }
    }

    /// <summary>Keeps the evidence of one split, beside that of the others, and the outputs behind it.</summary>
    internal void WriteEvidence(Evaluation evaluation, IReadOnlyList<SampleOutput> outputs)
    {
        AtomicFile.Write(OutputsPath(evaluation.Split), stream =>
        {
            foreach (var output in outputs)
            {
                JsonSerializer.Serialize(stream, output, RunJson.Line);
                stream.WriteByte((byte)'\n');
            }
        });
        var all = new SortedDictionary<Split, Evaluation>(ReadEvidence().ToDictionary()) { [evaluation.Split] = evaluation };
        AtomicFile.WriteText(EvidencePath, JsonSerializer.Serialize(all, RunJson.Indented) + "\n");
    }

    /// <summary>
    /// Takes the run for this process until disposed, so that two trainings never write the same run. The operating
    /// system gives it back when the process dies, however it dies.
    /// </summary>
    /// <exception cref="RunException">Another process trains it.</exception>
    public IDisposable Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw RunException.CannotWrite(LockPath, e);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                // Somebody may just be looking whether it is taken (FileLock), which takes it for the blink of an eye.
                Thread.Sleep(LockPause);
            }
            catch (IOException e)
            {
                throw new RunException($"{Root}: is in use by another process ({RunException.OneLine(e.Message)}); wait for it or choose another --out", e);
            }
        }
    }
}
