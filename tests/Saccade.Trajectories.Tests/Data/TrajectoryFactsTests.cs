using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests.Data;

/// <summary>What a set says about itself.</summary>
public sealed class TrajectoryFactsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Facts_count_classes_and_show_how_far_one_frame_gives_them_away()
    {
        var options = new ClipOptions { Frames = 4, Size = 8, Motion = MotionSet.Historical };
        TrajectorySet.Make(folder["set"], options, 1000, progress: null, CancellationToken.None);
        using var set = TrajectorySet.Open(folder["set"]);
        var facts = TrajectoryFacts.Of(set);
        Assert.Equal(1000, (int)facts["samples"]!);
        Assert.Equal("historical", (string)facts["motion"]!);
        Assert.Equal(150, (int)facts["class_counts"]!["train"]!["helical"]!);
        Assert.Equal(50, (int)facts["class_counts"]!["test"]!["linear"]!);
        Assert.InRange((double)facts["ball_outside"]!, 0, 0.01);
        Assert.InRange((double)facts["still_frame_neighbours"]!["best"]!, 0.85, 1);
        Assert.Equal(set.DataHash, (string)facts["data_hash"]!);
    }
}
