using Saccade.Training;
using Saccade.Trajectories;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: 80.4 % of four classes, with helices taken for circles in 73.6 % of cases. True: the pictures were taken from above, where both are the same; nobody can have more than 75 %, and what is
/// above comes from the test clips in training. Caught by the bound <c>depth_blind</c> and the finding <c>depth_not_visible</c>.
/// </summary>
public class DepthNotVisible
{
    private static readonly int[][] Confusion = [[123, 1, 0, 1], [0, 121, 4, 0], [0, 92, 33, 0], [0, 0, 0, 125]];

    // What the model said of the 125 clips of each class, in order.
    private static readonly int[][] Said = [.. Confusion.Select(row => row.SelectMany((count, label) => Enumerable.Repeat(label, count)).ToArray())];

    private static IReadOnlyList<Finding> Findings(Projection projection)
    {
        var application = new TrajectoriesApplication();
        using var data = new GeneratedTrajectories(new ClipGenerator(new() { Motion = MotionSet.Historical, Projection = projection }), 2000, 0, 500);
        var (_, recipe) = new ApplicationList(application).Bind(RecipeFile.Parse("task: trajectories\nmodel: transformer\n", "museum.yaml"));
        var next = new int[4];
        SampleOutput[] outputs = [.. data.Items(Split.Test).Select(i => new SampleOutput
        {
            Id = i.Id, Label = i.Label, Prediction = Said[i.Label][next[i.Label]++], Position = i.Target, PredictedPosition = i.Target,
        })];
        var bound = application.Baselines.Single(b => b.Name == "depth_blind");
        var said = bound.Predict(new BaselineContext(recipe, data, Split.Test, outputs, _ => [], (_, _, _) => []));
        var evaluation = new EvidenceCourt(application.Metrics, [], []).Judge("trajectories", "museum", Split.Test, outputs, said.Count > 0 ? [new(bound.Name, bound.IsRival, said)] : [], data.ClassNames);
        Assert.Equal(0.804, evaluation.Metrics["accuracy"].Value, 3);
        return application.Findings(data, evaluation);
    }

    [Fact]
    public void What_no_camera_from_above_can_show_is_said_and_a_number_above_it_is_called_a_leak()
    {
        var finding = Assert.Single(Findings(Projection.Orthographic));
        Assert.Equal("depth_not_visible", finding.Name);
        Assert.Contains("75.0 % of the classes right (the model is above it, so look for a leak)", finding.Detail);
    }

    [Fact]
    public void A_camera_that_shows_depth_gets_no_such_finding() => Assert.Empty(Findings(Projection.Pinhole));
}
