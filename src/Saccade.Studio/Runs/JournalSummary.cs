using System.Text.Json;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>
/// What a list of runs needs of a journal, kept up to date as it grows: the first and the last of things. Lines are told apart by how they begin, since the writer puts the type first; only
/// those that are asked for are parsed, so that a million lines take as long as reading the file.
/// </summary>
internal sealed class JournalSummary(string path)
{
    private const int MostNotes = 500;

    private readonly JournalLines lines = new(path);
    private readonly KeptLine start = new(), step = new(), epoch = new(), best = new();
    private readonly Queue<byte[]> notes = new();

    public StartEntry? Start => Parse<StartEntry>(start);
    public StepEntry? LastStep => Parse<StepEntry>(step);
    public EpochEntry? LastEpoch => Parse<EpochEntry>(epoch);
    public EpochEntry? BestEpoch => Parse<EpochEntry>(best);

    /// <summary>The latest ones.</summary>
    public IReadOnlyList<NoteEntry> Notes => [.. notes.Select(n => Parse<NoteEntry>(n))];

    /// <summary>Reads what is new.</summary>
    /// <exception cref="RunException">The journal cannot be read.</exception>
    public void Update()
    {
        if (lines.Read(Take))
            return;
        foreach (var kept in new[] { start, step, epoch, best })
            kept.Clear();
        notes.Clear();
        lines.Read(Take);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{\"type\":\"step\""u8))
        {
            step.Set(line);
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

    private T? Parse<T>(KeptLine kept) where T : JournalEntry => kept.IsSet ? Parse<T>(kept.Bytes) : null;

    private T Parse<T>(ReadOnlySpan<byte> line) where T : JournalEntry
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, RunJson.Line) as T ?? throw new JsonException("it is not what its type says");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new RunException($"{path}: a line of it is damaged ({broken.Message.ReplaceLineEndings(" ").TrimEnd('.')})", broken);
        }
    }

    /// <summary>The latest line of a kind, in memory that is used again.</summary>
    private sealed class KeptLine
    {
        private byte[] buffer = [];
        private int length = -1;

        public bool IsSet => length >= 0;

        public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

        public void Set(ReadOnlySpan<byte> line)
        {
            if (buffer.Length < line.Length)
                buffer = new byte[line.Length * 2];
            line.CopyTo(buffer);
            length = line.Length;
        }

        public void Clear() => length = -1;
    }
}
