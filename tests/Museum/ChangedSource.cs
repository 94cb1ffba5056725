using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>Other data with one thing about it changed.</summary>
internal sealed class ChangedSource(IDataSource source) : IDataSource
{
    /// <summary>What its test split is really taken from.</summary>
    public Split TestIs { get; init; } = Split.Test;

    public IReadOnlyDictionary<string, string> Conditions { get; init; } = new Dictionary<string, string>();

    public string Hash => $"{source.Hash}, test is {TestIs}, {string.Join(' ', Conditions)}";
    public IReadOnlyList<string> ClassNames => source.ClassNames;
    public bool IsEndless => source.IsEndless;

    public int Count(Split split) => source.Count(Real(split));

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => source.Load(Real(split), indices, step);

    public IEnumerable<DataItem> Items(Split split) => source.Items(Real(split)).Select(i => i with { Split = split });

    public void Dispose() => source.Dispose();

    private Split Real(Split split) => split == Split.Test ? TestIs : split;
}
