using Saccade.Tensors.Random;

namespace Saccade.Training.Tests;

/// <summary>Outputs and items by formula.</summary>
internal static class Samples
{
    /// <summary>Outputs of a classifier that is right where <paramref name="right"/> says so; four classes in turn.</summary>
    public static SampleOutput[] Classified(int count, Func<int, bool> right, Func<int, string?>? group = null) =>
        [.. Enumerable.Range(0, count).Select(i => new SampleOutput
        {
            Id = $"s{i:D4}",
            Group = group?.Invoke(i),
            Label = i % 4,
            Prediction = right(i) ? i % 4 : (i + 1) % 4,
        })];

    /// <summary>Items of all three splits, 60/20/20, classes in turn.</summary>
    public static DataItem[] Items(int count, Func<int, Split>? split = null, Func<int, int>? label = null) =>
        [.. Enumerable.Range(0, count).Select(i => new DataItem
        {
            Id = $"s{i:D4}",
            Index = i,
            Split = (split ?? (k => (k / 4 % 5) switch { 3 => Split.Validation, 4 => Split.Test, _ => Split.Train }))(i),
            Label = (label ?? (k => k % 4))(i),
            ContentHash = (ulong)i,
            Features = [.. Enumerable.Range(0, 6).Select(k => (float)new RandomKey(7, RandomStream.Data, (ulong)i).Normal((ulong)k))],
        })];
}
