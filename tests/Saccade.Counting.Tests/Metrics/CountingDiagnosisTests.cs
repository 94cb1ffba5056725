using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Media;

namespace Saccade.Counting.Tests.Metrics;

public class CountingDiagnosisTests
{
    [Fact]
    public void Who_counts_what_is_there_has_not_collapsed_and_its_probabilities_are_told()
    {
        var finding = Assert.Single(CountingDiagnosis.Of(Records((image, k) => image.Places[k], isEnd => isEnd ? 3 : -3)));
        Assert.Equal(("done_probabilities", "of 'no more' at taught steps: with nothing left (20) 0 % 0.0 to 0.2, 0 % 0.2 to 0.4, 0 % 0.4 to 0.6, 0 % 0.6 to 0.8, 100 % 0.8 to 1.0; "
            + "before (16) 100 % 0.0 to 0.2, 0 % 0.2 to 0.4, 0 % 0.4 to 0.6, 0 % 0.6 to 0.8, 0 % 0.8 to 1.0"), (finding.Name, finding.Detail));
    }

    [Fact]
    public void Who_points_at_the_corner_alone_has_collapsed() =>
        Assert.Contains("one place, (0, 0) of 384, the corner", Collapse(Records((_, _) => default, isEnd => isEnd ? 3 : -3)), StringComparison.Ordinal);

    [Fact]
    public void Who_never_or_always_says_that_there_is_no_more_has_collapsed()
    {
        Assert.Contains("'no more' is never said: its probability is at most 0.38", Collapse(Records((image, k) => image.Places[k], isEnd => isEnd ? -0.5 : -3)), StringComparison.Ordinal);
        var always = Collapse(Records((image, k) => image.Places[k], _ => 1));
        Assert.Contains("'no more' is always said: its probability is at least 0.73", always, StringComparison.Ordinal);
        Assert.Contains("100 % of images are said to hold 0", always, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_few_images_no_collapse_is_told_and_of_one_who_does_not_go_step_by_step_nothing()
    {
        Assert.Equal("done_probabilities", Assert.Single(CountingDiagnosis.Of([.. Records((_, _) => default, _ => 1).Take(9)])).Name);
        Assert.Empty(CountingDiagnosis.Of([.. Enumerable.Range(0, 20).Select(i => CountRecord.Of(Image(i), new CountResult([], StopReason.NoMore, 1) { Count = 3 }))]));
    }

    private static string Collapse(CountRecord[] records) => CountingDiagnosis.Of(records).Single(f => f.Name == "predictions_collapsed").Detail;

    private static CountRecord[] Records(Func<CountingImage, int, PointPixels> point, Func<bool, double> end) => [.. Enumerable.Range(0, 20).Select(i =>
    {
        var image = Image(i);
        var things = image.Places.Count;
        PointPixels[] points = [.. Enumerable.Range(0, things).Select(k => point(image, k))];
        StepAnswer[] taught = [.. new[] { 0, things }.Distinct().Select(k => new StepAnswer(k, end(k == things), k < things ? point(image, k) : default))];
        return CountRecord.Of(image, new CountTrace(points, [.. Enumerable.Range(0, things + 1).Select(k => end(k == things))], StopReason.NoMore), taught);
    })];

    private static CountingImage Image(int i) =>
        CountingImage.On($"{i}", new Frame(384, 384), 384, 0, [.. Enumerable.Range(0, i % 5).Select(t => (new PointPixels(30 + (60 * t), 40 + (15 * i)), 9.0))], PointOrder.Reading);
}
