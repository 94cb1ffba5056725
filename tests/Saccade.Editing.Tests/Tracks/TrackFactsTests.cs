using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Tests.Tracks;

public class TrackFactsTests
{
    private static readonly TimelineGrid Zooms = new Judging.Rows(40).Track(0, (0, Judging.Rows.Clip())).Track(2, (4, Judging.Rows.Clip(2, 150, 0.1f)), (8, Judging.Rows.Nothing), (12, Judging.Rows.Clip(2, 150, 0.1f)),
        (16, Judging.Rows.Nothing), (20, Judging.Rows.Clip(2, 150, 0.1f)), (24, Judging.Rows.Clip(2, 70, 0.1f)), (28, Judging.Rows.Nothing)).Grid;

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    public void Numbers_come_back_as_they_were(int values)
    {
        var layout = GridLayout.WithValues(values)!;
        var scaler = NumberScaler.Fit(layout, [Tests.Grid.SampleGrids.Of("a", 60, 3, layout).Values]);
        for (var n = 0; n < layout.Numbers; n++)
        {
            foreach (var value in new[] { 1, 2.5f, 87.5f, 150 })
                Assert.Equal(value, scaler.Restore(n, scaler.Normalise(n, value)), value * 1e-5f);
        }
    }

    [Fact]
    public void Sizes_are_those_of_clips_alone_of_all_tracks_together_and_scales_count_by_their_logarithm()
    {
        var scaler = NumberScaler.Fit(GridLayout.Nine, [Zooms.Values]);
        // 40 cells of 100 per cent, 12 of 150 and 4 of 70, on whatever track.
        var logs = Enumerable.Repeat(Math.Log(1), 40).Concat(Enumerable.Repeat(Math.Log(1.5), 12)).Concat(Enumerable.Repeat(Math.Log(0.7), 4)).ToArray();
        var (mean, deviation) = (logs.Average(), Math.Sqrt(logs.Average(l => (l - logs.Average()) * (l - logs.Average()))));
        Assert.Equal((Math.Log(1.2) - mean) / deviation, scaler.Normalise(0, 120), 1e-4);
        // A crop that nobody uses stays in parts.
        Assert.Equal(0.3f, scaler.Normalise(3, 30), 1e-6);
    }

    [Fact]
    public void Values_that_come_back_are_found_by_how_often_they_are_taken_and_met_exactly()
    {
        var found = HabitualValues.Find(GridLayout.Nine, GridLayout.Nine.Groups[0], [Zooms.Values], most: 5);
        // 150 is taken three times; 100 and 70 once each.
        Assert.Equal(1, found.Count);
        Assert.Equal(150, found[0][0]);
        Assert.Equal((0, 1), (found.IndexOf(Judging.Rows.Clip(scale: 150)), found.IndexOf(Judging.Rows.Clip(scale: 149.9f))));
    }

    [Fact]
    public void Only_tracks_in_use_have_a_place_and_a_run_keeps_all_of_it()
    {
        var facts = TrackFacts.Of([Zooms.With(new GridContent(["loudness"], [.. Enumerable.Range(0, 40).Select(i => i % 2f)]))], 5, withContent: true);
        Assert.Equal([0, 2], facts.Tracks);
        Assert.Equal((0.5, 0.5), (facts.ContentMeans[0], facts.ContentDeviations[0]));
        var back = TrackFacts.FromJson(facts.ToJson());
        Assert.Equal(facts.ToJson().ToJsonString(), back.ToJson().ToJsonString());
        Assert.Empty(TrackFacts.Of([Zooms], 5, withContent: true).Content);
        var broken = facts.ToJson();
        broken.Remove("numbers");
        Assert.Throws<RunException>(() => TrackFacts.FromJson(broken));
    }

    [Fact]
    public void Times_are_exact_for_four_seconds_and_ever_coarser_after()
    {
        Assert.Equal([0, 1, 25, 39, 40], new[] { 0, 1, 25, 39, 40 }.Select(Elapsed.Class));
        Assert.Equal(Elapsed.Class(80), Elapsed.Class(85));
        Assert.NotEqual(Elapsed.Class(80), Elapsed.Class(160));
        Assert.Equal(Elapsed.Class(640), Elapsed.Class(100_000));
        Assert.Equal(Elapsed.Unknown, Elapsed.Class(-1));
        Assert.True(Elapsed.Class(int.MaxValue) < Elapsed.Unknown && Elapsed.Unknown < Elapsed.Classes);
    }
}
