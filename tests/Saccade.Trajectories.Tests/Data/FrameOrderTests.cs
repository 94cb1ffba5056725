using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tests.Data;

/// <summary>Controls change what is seen and nothing else.</summary>
public class FrameOrderTests
{
    private static readonly ClipOptions Options = new() { Frames = 6, Size = 16, Views = 2 };

    [Fact]
    public void Each_order_shows_the_frames_it_promises()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5], Shown(FrameOrder.Original));
        Assert.Equal([5, 4, 3, 2, 1, 0], Shown(FrameOrder.Reversed));
        Assert.Equal([4, 4, 4, 4, 4, 4], Shown(FrameOrder.Still(4)));
        Assert.Equal([-1, -1, -1, -1, -1, -1], Shown(FrameOrder.Blind));
        var shuffled = Shown(FrameOrder.Shuffled(seed: 1));
        Assert.Equal([0, 1, 2, 3, 4, 5], shuffled.Order());
        Assert.Equal(shuffled, Shown(FrameOrder.Shuffled(seed: 1)));
    }

    [Fact]
    public void Every_sample_is_shuffled_its_own_way()
    {
        var order = FrameOrder.Shuffled(seed: 1);
        var orders = Enumerable.Range(0, 50).Select(sample =>
        {
            var frames = new int[6];
            order.Choose(sample, frames);
            return string.Concat(frames);
        });
        Assert.True(orders.Distinct().Count() > 40);
    }

    [Fact]
    public void Ids_and_targets_stay_and_the_hash_changes()
    {
        using var data = Data();
        using var view = new ReorderedTrajectories(data, FrameOrder.Reversed);
        using var original = (TrajectoryBatch)data.Load(Split.Test, [0, 1], step: 0);
        using var reversed = (TrajectoryBatch)view.Load(Split.Test, [0, 1], step: 0);
        Assert.Equal(original.Ids, reversed.Ids);
        Assert.Equal(original.Labels, reversed.Labels);
        Assert.Equal(original.LastPositionWorld, reversed.LastPositionWorld);
        Assert.NotEqual(data.Hash, view.Hash);
        Assert.NotEqual(view.Hash, new ReorderedTrajectories(data, FrameOrder.Still(0)).Hash);
        Assert.Equal(data.Count(Split.Test), view.Count(Split.Test));
    }

    // Which original frame of the second view stands in each place; -1 for a black one.
    private static int[] Shown(FrameOrder order)
    {
        using var data = Data();
        using var original = (TrajectoryBatch)data.Load(Split.Train, [3], step: 0);
        using var seen = (TrajectoryBatch)new ReorderedTrajectories(data, order).Load(Split.Train, [3], step: 0);
        var frames = Enumerable.Range(0, Options.Frames).Select(t => Frame(original, t)).ToList();
        return [.. Enumerable.Range(0, Options.Frames).Select(t => frames.FindIndex(frame => frame.SequenceEqual(Frame(seen, t))))];
    }

    private static float[] Frame(TrajectoryBatch batch, int t) =>
        batch.Clips.Slice((Options.Frames + t) * Options.FrameBytes, Options.FrameBytes).ToArray();

    private static GeneratedTrajectories Data() => new(new ClipGenerator(Options), train: 10, validation: 5, test: 5);
}
