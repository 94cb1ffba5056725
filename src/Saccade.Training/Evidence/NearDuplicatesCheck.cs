using System.Numerics;

namespace Saccade.Training;

/// <summary>
/// <c>near_duplicates</c>: items of different splits that are the same input, by the hash of their content, or nearly so: their
/// features lie closer than a fiftieth of the median distance between items. At most a hundredth of a split may have such a twin.
/// </summary>
public sealed class NearDuplicatesCheck : IDataCheck
{
    private const double LargestShare = 0.01;
    private const double Near = 0.02;

    // Items of validation and test that are compared with every training item; more are sampled evenly.
    private const int MostCompared = 1000;

    public CheckResult Judge(DataInventory data)
    {
        var train = data.Items.Where(i => i.Split == Split.Train && i.Error is null).ToArray();
        var held = data.Items.Where(i => i.Split != Split.Train && i.Error is null).ToArray();
        var hashes = train.Where(i => i.ContentHash is not null).ToLookup(i => i.ContentHash!.Value);
        var same = held.Where(i => i.ContentHash is { } hash && hashes.Contains(hash)).ToArray();

        var compared = Even(held, MostCompared);
        var near = NearTwins(compared, train);
        var fault = same.Length > LargestShare * held.Length || near.Count > LargestShare * compared.Length;
        var example = same.Select(i => (i.Id, Twin: hashes[i.ContentHash!.Value].First().Id)).Concat(near).FirstOrDefault();
        return new CheckResult("near_duplicates", !fault, $"{same.Length} of {held.Length} held-out items are also in train, {near.Count} of {compared.Length} compared have a near twin there"
            + (example.Id is null ? "" : $", for example '{example.Id}' and '{example.Twin}'"));
    }

    private static List<(string Id, string Twin)> NearTwins(DataItem[] held, DataItem[] train)
    {
        var twins = new List<(string, string)>();
        var length = train.Length > 0 ? train[0].Features.Count : 0;
        if (length == 0 || held.Length == 0 || held.Concat(train).Any(i => i.Features.Count != length))
            return twins;
        var trainFeatures = train.Select(i => i.Features.ToArray()).ToArray();
        var sample = Even(trainFeatures, 200);
        var distances = sample.SelectMany((a, i) => sample.Skip(i + 1).Select(b => (double)Squared(a, b))).Order().ToArray();
        // Squared distances: the bound on the distance is squared too.
        var bound = Near * Near * Quantile.OfSorted(distances, 0.5);
        foreach (var item in held)
        {
            var features = item.Features.ToArray();
            var at = Array.FindIndex(trainFeatures, t => Squared(features, t) < bound);
            if (at >= 0)
                twins.Add((item.Id, train[at].Id));
        }
        return twins;
    }

    private static float Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= a.Length; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(a[i..]) - new Vector<float>(b[i..]);
            sum += difference * difference;
        }
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++)
            total += (a[i] - b[i]) * (a[i] - b[i]);
        return total;
    }

    private static T[] Even<T>(T[] items, int most) =>
        items.Length <= most ? items : [.. Enumerable.Range(0, most).Select(i => items[(long)i * items.Length / most])];
}
