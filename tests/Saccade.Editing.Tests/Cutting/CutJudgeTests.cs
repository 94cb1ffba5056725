using Saccade.Editing.Cutting;
using Saccade.Editing.Cutting.Learning;
using Saccade.Training;

namespace Saccade.Editing.Tests.Cutting;

public sealed class CutJudgeTests
{
    [Fact]
    public void A_perfect_choice_has_an_F1_of_one_and_no_error_of_length()
    {
        var truth = StepRange.Steps([new(5, 20), new(40, 60)], 80);

        var ratios = CutJudge.Ratios(truth, truth);

        foreach (var metric in new[] { CutJudge.KeepF1, CutJudge.BoundaryF1, CutJudge.BoundaryF1Tight, CutJudge.BoundaryF1Loose })
            Assert.Equal(1, ratios[metric].Sum / ratios[metric].Count);
        Assert.Equal(new Ratio(0, 35), ratios[CutJudge.KeptError]);
        Assert.Equal(8, ratios[CutJudge.BoundaryF1].Count);
    }

    [Fact]
    public void A_cut_counts_within_the_tolerance_and_only_once_and_only_in_its_own_direction()
    {
        var truth = StepRange.Steps([new(20, 40)], 60);

        // 4 steps off at the beginning, 6 at the end.
        var near = CutJudge.Ratios(StepRange.Steps([new(16, 46)], 60), truth);
        Assert.Equal(new Ratio(2, 4), near[CutJudge.BoundaryF1]);
        Assert.Equal(new Ratio(0, 4), near[CutJudge.BoundaryF1Tight]);
        Assert.Equal(new Ratio(4, 4), near[CutJudge.BoundaryF1Loose]);
        // Two beginnings near one.
        var twice = CutJudge.Ratios(StepRange.Steps([new(17, 19), new(21, 40)], 60), truth);
        Assert.Equal(new Ratio(4, 6), twice[CutJudge.BoundaryF1]);
        // What begins where the other ends.
        Assert.Equal(new Ratio(0, 4), CutJudge.Ratios(StepRange.Steps([new(40, 50)], 60), truth)[CutJudge.BoundaryF1Tight]);
    }

    [Fact]
    public void Keeping_everything_has_no_cuts_and_the_F1_of_its_share()
    {
        var truth = StepRange.Steps([new(0, 25)], 100);

        var ratios = CutJudge.Ratios(StepRange.Steps([new(0, 100)], 100), truth);

        Assert.Equal(0.4, ratios[CutJudge.KeepF1].Sum / ratios[CutJudge.KeepF1].Count, 6);
        Assert.Equal(new Ratio(0, 1), ratios[CutJudge.BoundaryF1]);
        Assert.Equal(new Ratio(75, 25), ratios[CutJudge.KeptError]);
    }

    [Fact]
    public void As_many_points_are_matched_as_can_be()
    {
        // 3 could take either; greedily the nearest would leave 8 alone.
        Assert.Equal(2, CutJudge.Matches([3, 8], [0, 4], 4));
        Assert.Equal(1, CutJudge.Matches([3], [0, 4], 4));
        Assert.Equal(0, CutJudge.Matches([], [1], 4));
    }

    [Fact]
    public void Settings_are_those_that_suit_the_outputs_that_they_are_fitted_to()
    {
        // What is kept says 0.35, what is not 0.25: one half would keep nothing.
        var truth = StepRange.Steps([new(10, 30), new(50, 80)], 100);
        var output = new SampleOutput { Id = "a", Units = [.. truth.Select(t => new UnitOutput(t ? 1 : 0, 0, t ? 0.35f : 0.25f))] };

        var settings = CutSettings.Fit([output])!;

        Assert.InRange(settings.Threshold, 0.26, 0.35);
        Assert.Equal((1, 1), (settings.ValidationKeepF1, settings.ValidationBoundaryF1));
        var decided = settings.Applied(output);
        Assert.Equal(truth, decided.Units!.Select(u => u.Prediction == 1));
        Assert.Null(CutSettings.Fit([new SampleOutput { Id = "b" }]));
    }
}
