using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: 100 % on 2,000 parabolas never seen in training. True: all parabolas of the old set run along one line, seen from above they are one and the same clip, and circles
/// around one centre differ in their radius alone: test clips are near twins of training clips. Caught by <c>near_duplicates</c>.
/// </summary>
public class NearDuplicateClips
{
    private static string[] Failed(ClipOptions options)
    {
        using var data = new GeneratedTrajectories(new ClipGenerator(options), 1200, 0, 200);
        return PredictionsOf.Failed(DataChecks.Judge(DataInventory.Of(data)));
    }

    [Fact]
    public void Test_clips_with_a_twin_in_training_are_named() =>
        Assert.Equal(["near_duplicates"], Failed(new() { Motion = MotionSet.Historical, Projection = Projection.Orthographic }));

    [Fact]
    public void Clips_with_a_place_a_size_and_a_phase_of_their_own_pass() => Assert.Empty(Failed(new()));
}
