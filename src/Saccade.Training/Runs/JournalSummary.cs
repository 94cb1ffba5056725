using System.Text.Json;

namespace Saccade.Training;

/// <summary>
/// What a list of runs needs of a journal, kept up to date as it grows: the first and the last of things. Lines are told apart by how they begin, since the writer puts the type first; only
/// those that are asked for are understood, so that a million lines take as long as reading the file, and a kind that this version does not know is passed by.
/// </summary>
/// <param name="path">The journal.</param>
public sealed class JournalSummary(string path)
{
    private const int MostNotes = 500;

    private readonly JournalLines lines = new(path);
    private readonly LatestLine<StartEntry> start = new();
    private readonly LatestLine<StepEntry> step = new();
    private readonly LatestLine<EpochEntry> epoch = new(), best = new();
    private readonly Queue<byte[]> notes = new();

    public StartEntry? Start => start.Entry;
    public StepEntry? LastStep => step.Entry;
    public EpochEntry? LastEpoch => epoch.Entry;
    public EpochEntry? BestEpoch => best.Entry;

    /// <summary>Reads what is new; a torn last line is left for later.</summary>
    /// <exception cref="RunException">The journal cannot be read, or one of the lines wanted is damaged; names the file.</exception>
    public void Update()
    {
        if (!lines.Read(Take))
        {
            start.Clear();
            step.Clear();
            epoch.Clear();
            best.Clear();
            notes.Clear();
            lines.Read(Take);
        }
        start.Understand(path);
        step.Understand(path);
        epoch.Understand(path);
        best.Understand(path);
    }

    /// <summary>Refuses a journal that is not there although its run has ended: the folder was copied in part. A run that has just begun has none yet.</summary>
    /// <param name="status">What the run says of itself.</param>
    /// <exception cref="RunException">So it is; names the file.</exception>
    public void RequireOf(RunStatus status)
    {
        if (lines.IsMissing && status != RunStatus.Running)
            throw new RunException($"{path}: is missing; copy the run again, or remove it");
    }

    /// <summary>The latest notes.</summary>
    /// <exception cref="RunException">One of them is damaged; names the file.</exception>
    public IReadOnlyList<NoteEntry> ReadNotes() => [.. notes.Select(n => Understood<NoteEntry>(path, n))];

    private void Take(ReadOnlyMemory<byte> block)
    {
        var bytes = block.Span;
        // Of a block's steps only the last can be the journal's last.
        ReadOnlySpan<byte> lastStep = default;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range];
            if (line.StartsWith("{\"type\":\"step\""u8))
            {
                lastStep = line;
            }
            else if (line.StartsWith("{\"type\":\"epoch\""u8))
            {
                epoch.Set(line);
                if (line.IndexOf("\"is_best\":true"u8) >= 0)
                    best.Set(line);
            }
            else if (line.StartsWith("{\"type\":\"start\""u8))
            {
                start.Set(line);
            }
            else if (line.StartsWith("{\"type\":\"note\""u8))
            {
                if (notes.Count == MostNotes)
                    notes.Dequeue();
                notes.Enqueue(line.ToArray());
            }
        }
        if (!lastStep.IsEmpty)
            step.Set(lastStep);
    }

    private static T Understood<T>(string path, ReadOnlySpan<byte> line) where T : JournalEntry
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, RunJson.Line) as T ?? throw new JsonException("it is not what its type says");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new RunException($"{path}: a line of it is damaged ({RunException.OneLine(broken.Message)})", broken);
        }
    }

    /// <summary>The latest line of a kind, in memory that is used again, and what it says.</summary>
    private sealed class LatestLine<T> where T : JournalEntry
    {
        private byte[] buffer = [];
        private int length;

        /// <summary>As of the last time that it was understood.</summary>
        public T? Entry { get; private set; }

        public void Set(ReadOnlySpan<byte> line)
        {
            if (buffer.Length < line.Length)
                buffer = new byte[line.Length * 2];
            line.CopyTo(buffer);
            (length, Entry) = (line.Length, null);
        }

        public void Understand(string path)
        {
            if (length > 0)
                Entry ??= Understood<T>(path, buffer.AsSpan(0, length));
        }

        public void Clear() => (length, Entry) = (0, null);
    }
}
