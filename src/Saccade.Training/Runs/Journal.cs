using System.Text;
using System.Text.Json;

namespace Saccade.Training;

/// <summary>
/// Writes <c>journal.jsonl</c>, one JSON object a line, append-only: the only source for terminal, Studio, stopping rules
/// and reports. Each entry reaches the operating system at once, so a killed process loses at most the line being written.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly Lock gate = new();

    private Journal(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    /// <summary>Starts an empty journal.</summary>
    public static Journal Create(string path) => Open(path, FileMode.CreateNew);

    /// <summary>
    /// Goes on with a journal after dropping a torn last line and every entry later than the checkpoint that the run goes
    /// on from: later than its step, or of an epoch that it does not count as done.
    /// </summary>
    public static Journal Resume(string path, long step, int epochsDone)
    {
        var kept = (File.Exists(path) ? Read(path) : []).Where(e => e.Step <= step && e is not EndEntry && (e is not EpochEntry || e.Epoch <= epochsDone));
        AtomicFile.WriteText(path, string.Concat(kept.Select(Line)));
        return Open(path, FileMode.Append);
    }

    /// <summary>Reads every whole entry; a torn last line, as a kill leaves it, is ignored. Works while the run is being trained.</summary>
    /// <exception cref="RunException">The journal is missing, or a line that is not the last is broken; names file and line.</exception>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        string text;
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            text = reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{path}: cannot be read ({RunException.OneLine(e.Message)})", e);
        }
        var entries = new List<JournalEntry>();
        var start = 0;
        for (var number = 1; ; number++)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                return entries; // the end, or a torn line
            try
            {
                entries.Add(JsonSerializer.Deserialize<JournalEntry>(text.AsSpan(start, end - start), RunJson.Line) ?? throw new JsonException("the line is null"));
            }
            catch (Exception e) when (e is JsonException or NotSupportedException)
            {
                throw new RunException($"{path}:{number}: is not a journal entry ({RunException.OneLine(e.Message)})", e);
            }
            start = end + 1;
        }
    }

    /// <summary>Appends one entry. Safe from several threads.</summary>
    public void Append(JournalEntry entry)
    {
        var bytes = Encoding.UTF8.GetBytes(Line(entry));
        try
        {
            lock (gate)
            {
                stream.Write(bytes);
                stream.Flush();
            }
        }
        catch (IOException e)
        {
            throw RunException.CannotWrite(path, e);
        }
    }

    /// <summary>Brings everything written so far to the disk itself, before a checkpoint that counts on it.</summary>
    public void FlushToDisk()
    {
        lock (gate)
            stream.Flush(flushToDisk: true);
    }

    public void Dispose() => stream.Dispose();

    private static string Line(JournalEntry entry) => JsonSerializer.Serialize(entry, RunJson.Line) + "\n";

    private static Journal Open(string path, FileMode mode)
    {
        try
        {
            return new Journal(path, new FileStream(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunException.CannotWrite(path, e);
        }
    }
}
