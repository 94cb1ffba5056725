using Saccade.Training;
using Saccade.Training.Tests.Toy;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: results of one data set. True: the persistent ball was drawn with one scale of the world and the transient ones with another, and a later generator used a third; a model was judged on pictures
/// taken in another way than those it had learnt from. Caught by <c>changed_conditions</c>.
/// </summary>
public sealed class ChangedProjection : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Projection.Orthographic, false)]
    [InlineData(Projection.Pinhole, true)]
    public void Pictures_taken_in_another_way_than_those_of_training_are_named(Projection judged, bool passes)
    {
        var application = new ToyRun
        {
            Data = options => new ChangedSource(new ToyData(options)) { Conditions = new ClipOptions { Projection = options.Samples == 64 ? Projection.Pinhole : judged }.Conditions },
        };
        var run = application.Train(folder["run"], "epochs=1");
        var check = application.Evaluate(run, Split.Test, "toy.samples=80").Checks.Single(c => c.Name == "changed_conditions");
        Assert.Equal(passes, check.Passed);
        Assert.True(passes || check.Detail == "projection: trained on pinhole, judged on orthographic", check.Detail);
    }
}
