using System.Security.Cryptography;
using System.Text;

namespace Saccade.Training;

/// <summary>Other data that shows its samples in another way: the samples are the same, what a batch holds of them is not. Does not own the data, which belongs to the run.</summary>
/// <param name="data">The data.</param>
/// <param name="name">What is different; the hash depends on it.</param>
public abstract class DataView(IDataSource data, string name) : IDataSource
{
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Hash} {name}")));

    public IReadOnlyList<string> ClassNames => data.ClassNames;

    public bool IsEndless => data.IsEndless;

    public int Count(Split split) => data.Count(split);

    public abstract Batch Load(Split split, ReadOnlySpan<long> indices, long step);

    public IEnumerable<DataItem> Items(Split split) => data.Items(split);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
