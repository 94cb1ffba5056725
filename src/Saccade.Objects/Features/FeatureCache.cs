using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Saccade.Neural;

namespace Saccade.Objects.Features;

/// <summary>
/// Features on disk by what they were computed from: the name of an entry is the SHA-256 of weights, preprocessing and the pictures' bytes, so a change of
/// any of them is another entry. An entry is a safetensors file, written whole or not at all; one whose checksum or shape is wrong is computed
/// again. When the folder outgrows its limit, the entries that were used longest ago go first.
/// </summary>
public sealed class FeatureCache
{
    private const string Extension = ".safetensors";
    private const string Tensor = "features";
    private const string Checksum = "sha256";

    /// <summary>How much of the limit is left filled once it is reached, so that not every new entry looks through the folder.</summary>
    private const double Kept = 0.9;

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly Action<string> _tell;
    private long _bytes;
    private bool _told;

    /// <param name="folder">Made when the first entry is written.</param>
    /// <param name="mostBytes">What entries may take on disk together.</param>
    /// <param name="tell">Hears, one line each, of entries that were damaged or could not be written.</param>
    public FeatureCache(string folder, long mostBytes, Action<string> tell)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostBytes);
        (_folder, _mostBytes, _tell) = (folder, mostBytes, tell);
        _bytes = Entries().Sum(e => e.Length);
    }

    /// <summary>Entries that were found and whole.</summary>
    public int Found { get; private set; }

    /// <summary>Entries that were computed.</summary>
    public int Computed { get; private set; }

    /// <summary>The features of sets of pictures, from disk where they are there. What is missing is computed together, since a few pictures at a time cost several times as much each.</summary>
    /// <param name="network">What computes them.</param>
    /// <param name="sets">An entry each: (N, side, side, 3) bytes, such as all pieces of one clip; N may be 0.</param>
    /// <param name="side">Width and height.</param>
    /// <returns>(N, 512) of each set.</returns>
    public float[][] GetOrCompute(FrozenResNet network, IReadOnlyList<byte[]> sets, int side)
    {
        var features = sets.Select(set => new float[set.Length / (3 * side * side) * FrozenResNet.Width]).ToArray();
        var missing = new List<(int Set, string Path)>();
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i].Length == 0)
                continue;
            var path = Path.Combine(_folder, Key(network, sets[i], side) + Extension);
            if (Read(path, features[i]))
                Found++;
            else
                missing.Add((i, path));
        }
        if (missing.Count == 0)
            return features;
        var computed = network.Features([.. missing.SelectMany(m => sets[m.Set])], side).AsSpan();
        foreach (var (set, path) in missing)
        {
            Computed++;
            computed[..features[set].Length].CopyTo(features[set]);
            computed = computed[features[set].Length..];
            Write(path, network, features[set]);
        }
        return features;
    }

    private static string Key(FrozenResNet network, ReadOnlySpan<byte> pictures, int side)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{network.Hash} {side} "));
        hash.AppendData(pictures);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private bool Read(string path, float[] features)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using (var file = SafetensorsFile.Open(path))
            {
                file.Read(Tensor, features);
                if (file.Metadata.GetValueOrDefault(Checksum) != HashOf(features))
                    throw new WeightsException($"{path}: its checksum differs");
            }
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (Exception damaged) when (damaged is WeightsException or IOException or UnauthorizedAccessException)
        {
            _tell($"stored features are computed again: {damaged.Message}");
            return false;
        }
    }

    private void Write(string path, FrozenResNet network, float[] features)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            using var scope = network.Engine.BeginScope();
            var writer = new SafetensorsWriter { Metadata = { [Checksum] = HashOf(features) } };
            writer.Add(new NamedTensor(Tensor, network.Engine.From(features, features.Length / FrozenResNet.Width, FrozenResNet.Width)));
            writer.Write(path);
            _bytes += new FileInfo(path).Length;
            if (_bytes > _mostBytes)
                MakeRoom();
        }
        catch (Exception failure) when (failure is WeightsException or IOException or UnauthorizedAccessException)
        {
            // The features are there all the same; a full disk is said once, not for every clip.
            if (!_told)
                _tell($"features are not stored: {failure.Message}");
            _told = true;
        }
    }

    private void MakeRoom()
    {
        var entries = Entries().OrderBy(e => e.LastWriteTimeUtc).ToArray();
        _bytes = entries.Sum(e => e.Length);
        foreach (var entry in entries)
        {
            if (_bytes <= Kept * _mostBytes)
                break;
            entry.Delete();
            _bytes -= entry.Length;
        }
    }

    private IEnumerable<FileInfo> Entries() => Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles("*" + Extension) : [];

    private static string HashOf(float[] features) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(features.AsSpan())));
}
