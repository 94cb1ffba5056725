using System.Text.Json;

namespace Saccade.Training;

/// <summary>
/// What a list of runs needs of a journal: its start, its last step, its last epoch and its best one. Every line is passed by, but only
/// those few are understood, so a million steps take a moment; a line of a kind that this version does not know is passed by as well.
/// </summary>
public sealed record JournalGlance(StartEntry? Start, StepEntry? LastStep, EpochEntry? LastEpoch, EpochEntry? BestEpoch)
{
    private const int BufferSize = 1 << 18;

    /// <summary>A line longer than this is no journal's.</summary>
    private const int LongestLine = 1 << 22;

    /// <summary>How every line of <see cref="Journal"/> begins.</summary>
    private static ReadOnlySpan<byte> TypeKey => "{\"type\":\""u8;

    /// <summary>Reads while the run may be training; a torn last line is ignored.</summary>
    /// <exception cref="RunException">The journal is missing or cannot be read, or one of the lines wanted is broken; names the file.</exception>
    public static JournalGlance Read(string path)
    {
        byte[]? start = null, step = null, epoch = null, best = null;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var buffer = new byte[BufferSize];
            var held = 0;
            for (int read; (read = stream.Read(buffer.AsSpan(held))) > 0;)
            {
                var rest = buffer.AsSpan(0, held + read);
                // Of a buffer's steps only the last can be the file's last.
                ReadOnlySpan<byte> lastStep = default;
                for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
                {
                    var line = rest[..end];
                    if (IsOf(line, "step"u8))
                        lastStep = line;
                    else if (IsOf(line, "start"u8))
                        start = line.ToArray();
                    else if (IsOf(line, "epoch"u8))
                    {
                        epoch = line.ToArray();
                        if (line.IndexOf("\"is_best\":true"u8) >= 0)
                            best = epoch;
                    }
                }
                if (!lastStep.IsEmpty)
                    step = lastStep.ToArray();
                held = rest.Length;
                var torn = rest.ToArray();
                if (held == buffer.Length)
                {
                    if (held >= LongestLine)
                        throw new RunException($"{path}: is no journal (a line of more than {LongestLine} bytes); remove the run or copy it again");
                    buffer = new byte[2 * buffer.Length];
                }
                torn.CopyTo(buffer, 0);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{path}: cannot be read ({RunException.OneLine(e.Message)})", e);
        }
        return new JournalGlance(Entry<StartEntry>(path, start), Entry<StepEntry>(path, step), Entry<EpochEntry>(path, epoch), Entry<EpochEntry>(path, best));
    }

    private static bool IsOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> type) =>
        line.StartsWith(TypeKey) && line[TypeKey.Length..].StartsWith(type) && line.Length > TypeKey.Length + type.Length && line[TypeKey.Length + type.Length] == (byte)'"';

    private static T? Entry<T>(string path, byte[]? line) where T : JournalEntry
    {
        try
        {
            return line is null ? null : (T?)JsonSerializer.Deserialize<JournalEntry>(line, RunJson.Line);
        }
        catch (JsonException e)
        {
            throw new RunException($"{path}: has a broken entry ({RunException.OneLine(e.Message)})", e);
        }
    }
}
