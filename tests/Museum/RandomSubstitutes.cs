using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Sets;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: a study of 10,000 clips. True: whatever could not be read was replaced by random video without a word, and nothing that was measured depended on the clips. Here an unreadable
/// clip is an error where a model would learn it and is counted by <c>unreadable_items</c>; nothing stands in for it.
/// </summary>
public sealed class RandomSubstitutes : IDisposable
{
    private static readonly ClipOptions Options = new() { Frames = 4, Size = 16 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private StoredTrajectories Open(bool isDamaged)
    {
        TrajectorySet.Make(folder["set"], Options, 40, progress: null, default);
        if (isDamaged)
        {
            using var shard = File.Open(Path.Combine(folder["set"], "shard-00000.bin"), FileMode.Open);
            shard.Seek(7 * Options.ClipBytes + 100, SeekOrigin.Begin);
            shard.Write(new byte[200]);
            shard.Seek(7 * Options.ClipBytes + 100, SeekOrigin.Begin);
            shard.Write([1, 2, 3]);
        }
        return StoredTrajectories.Open(folder["set"]);
    }

    private static IEnumerable<(Split Split, long Index)> All(StoredTrajectories data) =>
        Enum.GetValues<Split>().SelectMany(s => Enumerable.Range(0, data.Count(s)).Select(i => (s, (long)i)));

    [Fact]
    public void A_clip_that_cannot_be_read_is_named_and_nothing_stands_in_for_it()
    {
        using var data = Open(isDamaged: true);
        Assert.Equal(["unreadable_items"], PredictionsOf.Failed(DataChecks.Judge(DataInventory.Of(data))));
        var refused = All(data).Select(at => Record.Exception(() => data.Load(at.Split, [at.Index], step: 0).Dispose())).OfType<RunException>().ToArray();
        Assert.Contains("shard-00000.bin", Assert.Single(refused).Message);
    }

    [Fact]
    public void A_whole_set_passes()
    {
        using var data = Open(isDamaged: false);
        Assert.True(DataChecks.Judge(DataInventory.Of(data)).Single(c => c.Name == "unreadable_items").Passed);
        Assert.All(All(data), at => data.Load(at.Split, [at.Index], step: 0).Dispose());
    }
}
