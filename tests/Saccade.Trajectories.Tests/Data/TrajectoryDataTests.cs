using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests.Data;

/// <summary>Stored and generated clips reach the trainer in the same form.</summary>
public sealed class TrajectoryDataTests : IDisposable
{
    private static readonly ClipOptions Options = new() { Frames = 4, Size = 16, Views = 2 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_batch_holds_planes_and_targets_of_its_samples_in_order()
    {
        using var data = Generated(train: 100);
        using var batch = (TrajectoryBatch)data.Load(Split.Train, [7, 3], step: 0);
        var (clip, truth) = (new byte[Options.ClipBytes], new ClipTruth(Options));
        new ClipGenerator(Options).Read(3, clip, truth);

        Assert.Equal(["7", "3"], batch.Ids);
        Assert.Equal(truth.ClassIndex, batch.Labels[1]);
        Assert.Equal((float)truth.PositionWorld[3].Y, batch.LastPositionWorld[3 + 1]);
        Assert.Equal((float)truth.PositionWorld[4].X, batch.FuturePositionWorld[3 * 5]);
        Assert.Equal((float)truth.PositionWorld[8].Z, batch.FuturePositionWorld[3 * 5 + 14]);
        // View 1, x: pixels 0 to 16 become -1 to 1.
        Assert.Equal((float)(truth.PositionPixels[9 + 3].X / 8 - 1), batch.LastPositionImage[2 * 2 + 2], 6);
        // View 1, frame 2, channel 1, row 5, column 6.
        var area = 16 * 16;
        Assert.Equal(clip[(((4 + 2) * area) + 5 * 16 + 6) * 3 + 1] / 255f, batch.Clips[Options.ClipBytes + (4 + 2) * 3 * area + area + 5 * 16 + 6], 6);
    }

    [Fact]
    public void Stored_and_generated_clips_make_the_same_batch()
    {
        using var stored = Stored();
        using var generated = Generated(train: 100);
        var index = stored.Set.Split.Indices(Split.Test)[2];
        using var a = (TrajectoryBatch)stored.Load(Split.Test, [2], step: 0);
        using var b = (TrajectoryBatch)generated.Load(Split.Train, [index], step: 0);
        Assert.Equal(b.Ids, a.Ids);
        Assert.Equal(b.Clips, a.Clips);
        Assert.Equal(b.FuturePositionWorld, a.FuturePositionWorld);
        Assert.Equal(b.LastPositionImage, a.LastPositionImage);
    }

    [Fact]
    public void Generated_parts_never_share_a_clip_and_training_never_ends()
    {
        using var data = Generated(train: 20);
        Assert.True(data.IsEndless);
        Assert.Equal(20, data.Count(Split.Train));
        var ids = Enum.GetValues<Split>().SelectMany(split => Load(data, split, [0, 1, 2, 1_000_000_000])).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Generated_data_hashes_what_determines_it()
    {
        using var data = Generated(train: 20);
        using var same = Generated(train: 20);
        using var other = new GeneratedTrajectories(new ClipGenerator(Options with { Classes = ["linear", "circular"] }), 20, 10, 10);
        Assert.Equal(data.Hash, same.Hash);
        Assert.NotEqual(data.Hash, other.Hash);
    }

    [Fact]
    public void Both_pass_the_data_checks()
    {
        using var stored = Stored();
        using var generated = Generated(train: 400);
        Assert.All(DataChecks.Judge(DataInventory.Of(stored)), check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
        Assert.All(DataChecks.Judge(DataInventory.Of(generated)), check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
    }

    [Fact]
    public void Damaged_clips_are_counted_by_the_checks_and_refused_by_loading()
    {
        TrajectorySet.Make(folder["set"], Options, 40, progress: null, CancellationToken.None);
        var shard = Path.Combine(folder["set"], "shard-00000.bin");
        File.WriteAllBytes(shard, File.ReadAllBytes(shard)[..^(2 * Options.ClipBytes)]);
        using var data = StoredTrajectories.Open(folder["set"]);
        var bad = Enum.GetValues<Split>().SelectMany(data.Items).Where(item => item.Error is not null).ToArray();
        Assert.Equal(["38", "39"], bad.Select(item => item.Id).Order());
        Assert.False(DataChecks.Judge(DataInventory.Of(data)).Single(check => check.Name == "unreadable_items").Passed);
        var part = bad[0].Split;
        var place = data.Set.Split.Indices(part).ToList().IndexOf(int.Parse(bad[0].Id));
        Assert.Contains("shard-00000.bin", Assert.Throws<RunException>(() => data.Load(part, [place], step: 0)).Message);
    }

    [Fact]
    public void A_missing_set_is_one_clear_error() =>
        Assert.Contains("nowhere", Assert.Throws<RunException>(() => StoredTrajectories.Open(folder["nowhere"])).Message);

    [Fact]
    public void The_historical_set_is_caught_with_near_duplicates()
    {
        using var data = new GeneratedTrajectories(new ClipGenerator(new() { Motion = MotionSet.Historical }), 3000, 500, 500);
        var check = DataChecks.Judge(DataInventory.Of(data)).Single(c => c.Name == "near_duplicates");
        Assert.False(check.Passed, check.Detail);
    }

    private static IReadOnlyList<string> Load(GeneratedTrajectories data, Split split, long[] indices)
    {
        using var batch = data.Load(split, indices, step: 0);
        return batch.Ids;
    }

    private StoredTrajectories Stored()
    {
        TrajectorySet.Make(folder["set"], Options, 200, progress: null, CancellationToken.None);
        return StoredTrajectories.Open(folder["set"]);
    }

    private static GeneratedTrajectories Generated(int train) => new(new ClipGenerator(Options), train, validation: 40, test: 40);
}
