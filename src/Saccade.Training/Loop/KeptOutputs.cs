using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>
/// What controls said of a split where it does not depend on the run that is judged, kept in <c>.controls/</c> so that it is computed once for all runs
/// there. A file is the SHA-256 of its other lines, then one JSON object for each sample; one that is not whole is made anew.
/// </summary>
/// <param name="folder">Where the files lie.</param>
internal sealed class KeptOutputs(string folder)
{
    private static readonly JsonSerializerOptions Json = new(RunJson.Line) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>What is kept under these words, or else is computed and kept now.</summary>
    /// <param name="name">The control's.</param>
    /// <param name="determinedBy">Everything besides the version of the code that the outputs depend on: data, split, keys of the recipe.</param>
    /// <param name="compute">Gives the outputs; statistics of them are not kept.</param>
    /// <exception cref="RunException">The folder cannot be written.</exception>
    public IReadOnlyList<SampleOutput> Of(string name, string determinedBy, Func<IReadOnlyList<SampleOutput>> compute)
    {
        var path = Path.Combine(folder, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{determinedBy} {MachineInfo.CodeVersion}")))[..12]}.jsonl");
        if (Read(path) is { } kept)
            return kept;
        SampleOutput[] outputs = [.. compute().Select(o => o with { Statistics = null })];
        Write(path, outputs);
        return outputs;
    }

    /// <returns>Null where there is no whole file: then it is computed.</returns>
    private static SampleOutput[]? Read(string path)
    {
        try
        {
            var text = File.ReadAllBytes(path).AsSpan();
            var lines = text[Math.Min(text.Length, 2 * SHA256.HashSizeInBytes + 1)..];
            return text.StartsWith(Digits(lines))
                ? [.. Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<SampleOutput>(line, Json)!)]
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string path, SampleOutput[] outputs)
    {
        using var lines = new MemoryStream();
        foreach (var output in outputs)
        {
            JsonSerializer.Serialize(lines, output, Json);
            lines.WriteByte((byte)'\n');
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunException.CannotWrite(path, e);
        }
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Digits(lines.GetBuffer().AsSpan(0, (int)lines.Length)));
            stream.WriteByte((byte)'\n');
            lines.WriteTo(stream);
        });
    }

    private static byte[] Digits(ReadOnlySpan<byte> lines) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(lines)));
}
