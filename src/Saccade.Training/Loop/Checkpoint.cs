using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saccade.Neural;

namespace Saccade.Training;

/// <summary>
/// One checkpoint file: a safetensors file with the model under <c>model.</c>, the optimiser under <c>optimiser.</c>, averaged
/// weights under <c>ema.</c>, and in its metadata the <see cref="TrainingState"/> and a SHA-256 over every byte of the file (its
/// own digits taken as zeros). Written whole or not at all; verified before anything in memory changes.
/// </summary>
public static class Checkpoint
{
    internal const string ModelPrefix = "model.";
    internal const string OptimiserPrefix = "optimiser.";
    internal const string AveragePrefix = "ema.";

    /// <summary>What <see cref="WeightAverage"/> puts before a parameter's name.</summary>
    private const string Averaged = AveragePrefix + "average.";

    private const string StateKey = "saccade.state";
    private const string ChecksumKey = "saccade.sha256";
    private const int MaximumHeader = 64 << 20;
    private static readonly string NoChecksum = new('0', 64);

    /// <exception cref="RunException">The file cannot be written; the old one is still there.</exception>
    internal static void Save(string path, Action<SafetensorsWriter> fill, TrainingState state)
    {
        var writer = new SafetensorsWriter();
        fill(writer);
        writer.Metadata[StateKey] = JsonSerializer.Serialize(state, RunJson.Line);
        writer.Metadata[ChecksumKey] = NoChecksum;
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            writer.Write(hashing);
        writer.Metadata[ChecksumKey] = Convert.ToHexStringLower(hash.Hash!);
        AtomicFile.Write(path, writer.Write);
    }

    /// <summary>Verifies the file and lets <paramref name="read"/> take the tensors out of it.</summary>
    /// <exception cref="RunException">The file is missing, damaged, or of another model; names it.</exception>
    internal static TrainingState Load(string path, Action<SafetensorsFile> read)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            if (!file.Metadata.TryGetValue(StateKey, out var json) || !file.Metadata.TryGetValue(ChecksumKey, out var expected))
                throw new RunException($"{path}: is no checkpoint of Saccade; it holds neither state nor checksum");
            if (Checksum(path, expected) != expected)
                throw new RunException($"{path}: is damaged (its checksum differs); copy another checkpoint of the run over it, or train again");
            read(file);
            return JsonSerializer.Deserialize<TrainingState>(json, RunJson.Line)!;
        }
        catch (WeightsException e)
        {
            throw new RunException(RunException.OneLine(e.Message), e);
        }
    }

    /// <summary>Fills a model with the weights that the checkpoint was judged by: the averaged ones where there are any.</summary>
    /// <exception cref="RunException">The file is missing, damaged, or of another model; names it.</exception>
    public static TrainingState LoadWeights(string path, Module model) =>
        Load(path, file =>
        {
            model.LoadWeights(file, ModelPrefix);
            foreach (var own in model.Parameters().Where(p => file.Find(Averaged + p.Name) is not null))
                file.Read(Averaged + own.Name, own.Tensor.AsSpan());
        });

    /// <summary>Fills what the checkpoint has under the same name and shape, and leaves the rest of the model as it is: for fine-tuning, or to take over a part.</summary>
    /// <returns>How many tensors were filled, of how many the model has.</returns>
    /// <exception cref="RunException">The file is missing or damaged, or nothing in it fits; names it.</exception>
    public static (int Filled, int All) LoadFitting(string path, Module model)
    {
        var all = model.State();
        NamedTensor[] fitting = [];
        Load(path, file =>
        {
            fitting = [.. all.Where(own => file.Find(ModelPrefix + own.Name) is { } stored && stored.ShapeText == own.Tensor.Shape.ToString())];
            foreach (var own in fitting)
                file.Read(file.Find(Averaged + own.Name) is null ? ModelPrefix + own.Name : Averaged + own.Name, own.Tensor.AsSpan());
        });
        return fitting.Length > 0 ? (fitting.Length, all.Count) : throw new RunException($"{path}: holds nothing that fits this model");
    }

    /// <summary>The hash of the whole file with the checksum's digits in the header replaced by zeros.</summary>
    private static string Checksum(string path, string expected)
    {
        using var stream = File.OpenRead(path);
        using var reader = new BinaryReader(stream);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = reader.ReadInt64();
        if (length is < 0 or > MaximumHeader || expected.Length != NoChecksum.Length)
            return "";
        var header = reader.ReadBytes((int)length);
        var at = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"{ChecksumKey}\":\"{expected}\""));
        if (at < 0)
            return "";
        Encoding.ASCII.GetBytes(NoChecksum).CopyTo(header.AsSpan(at + ChecksumKey.Length + 4));
        hash.AppendData(BitConverter.GetBytes(length));
        hash.AppendData(header);
        var buffer = new byte[1 << 20];
        for (int read; (read = stream.Read(buffer)) > 0;)
            hash.AppendData(buffer.AsSpan(0, read));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
