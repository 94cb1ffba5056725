using Saccade.Editing.Forecasting;
using Saccade.Editing.Judging;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Tests.Tracks;

public sealed class TrackDataTests : IDisposable
{
    private readonly TrackSet set = new();

    public void Dispose() => set.Dispose();

    [Fact]
    public void Training_windows_depend_on_their_step_alone_and_whole_timelines_are_judged()
    {
        using var data = TrackData.Open(set.Recipe());
        // 4 timelines of 90 steps in windows of 32.
        Assert.Equal((12, 1, 1), (data.Count(Split.Train), data.Count(Split.Validation), data.Count(Split.Test)));
        using var first = (TrackBatch)data.Load(Split.Train, [3, 5], 100);
        using var again = (TrackBatch)data.Load(Split.Train, [3, 5], 100);
        using var other = (TrackBatch)data.Load(Split.Train, [3, 5], 101);
        Assert.Equal(Numbers(first), Numbers(again));
        Assert.NotEqual(Numbers(first), Numbers(other));
        using var judged = (TrackBatch)data.Load(Split.Validation, [0], 0);
        Assert.Equal((32, 90), (first.Tokens, judged.Tokens));
        Assert.All(((IForecastData)data).Samples(Split.Validation), s => Assert.Equal(Enumerable.Range(1, 89).Select(i => new Forecast(i, i)), s.Forecasts));
    }

    [Fact]
    public void Windows_grow_over_the_first_epochs()
    {
        using var data = TrackData.Open(set.Recipe("data.curriculum=2"));
        // 12 windows in batches of 4: an epoch is three steps.
        Assert.Equal([8, 12, 20, 32, 32], new long[] { 0, 1, 3, 6, 60 }.Select(step => ((TrackBatch)data.Load(Split.Train, [0], step)).Tokens));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_is_hidden_is_asked_for_and_nothing_else(int tracks)
    {
        using var data = TrackData.Open(set.Recipe("data.objective=masked_span", "data.mask_span=7", $"data.mask_tracks={tracks}"));
        using var judged = (TrackBatch)data.Load(Split.Validation, [0], 0);
        var (sample, hidden) = (((IForecastData)data).Samples(Split.Validation).Single(), judged.Timelines[0].Hidden!);
        Assert.InRange(sample.Forecasts.Count, tracks == 1 ? 90 : 23, tracks == 1 ? 90 : 30);
        Assert.Equal(judged.Asked, sample.Forecasts.Count);
        Assert.Equal(hidden, sample.Hidden!.Chunk(20).SelectMany(row => row[..4]));
        Assert.DoesNotContain(true, sample.Hidden!.Chunk(20).SelectMany(row => row[4..]));
        // A change is asked for where a cell is hidden, and known nowhere else.
        var weights = judged.Targets.ChangeWeights.Chunk(new AnswerLayout(data.Facts).Changes).Select(c => c[0] == 1);
        Assert.Equal(hidden, weights);
    }

    [Fact]
    public void Only_what_differs_from_what_was_known_is_a_change_to_be_learnt()
    {
        using var data = TrackData.Open(set.Recipe());
        using var judged = (TrackBatch)data.Load(Split.Test, [0], 0);
        var grid = judged.Timelines[0].Grid;
        var changes = new AnswerLayout(data.Facts).Changes;
        for (var cell = 4; cell < 90 * 4; cell++)
        {
            var (step, track) = (cell / 4, cell % 4);
            var isSame = grid.Row(step).Slice(track * 9, 9).SequenceEqual(grid.Row(step - 1).Slice(track * 9, 9));
            Assert.Equal(!isSame, judged.Targets.Changes.AsSpan(cell * changes, changes).Contains(1));
        }
    }

    [Fact]
    public void Uneven_time_leaves_out_some_steps_and_doubles_others_in_order()
    {
        var order = new TrackAugmentation(new AugmentOptions { Jitter = 0.2 }, new RandomKey(1, RandomStream.Augmentation, 3)).Order(1000)!;
        Assert.Equal(order.Order(), order);
        Assert.InRange(order.Distinct().Count(), 860, 940);
        Assert.InRange(order.Length - order.Distinct().Count(), 60, 140);
        Assert.Null(new TrackAugmentation(new AugmentOptions(), new RandomKey(1, RandomStream.Augmentation, 3)).Order(1000));
    }

    [Fact]
    public void Neither_all_tracks_are_hidden_nor_none()
    {
        for (var call = 0u; call < 50; call++)
        {
            var key = new RandomKey(1, RandomStream.Augmentation, 3, call);
            Assert.InRange(HiddenCells.Tracks(2, 3, key)[..3].Count(h => h), 1, 2);
            Assert.True(HiddenCells.Tracks(2, 1, key)[0]);
            var spans = HiddenCells.Spans(100, 2, 10, key);
            Assert.InRange(spans.Count(h => h), 50, 70);
            Assert.Equal(spans.Chunk(2).Select(s => s[0]), spans.Chunk(2).Select(s => s[1]));
        }
    }

    private static float[] Numbers(TrackBatch batch) =>
        [.. Enumerable.Range(0, batch.Count * batch.Tokens).SelectMany(i => batch.Inputs[i / batch.Tokens, i % batch.Tokens].Cells.ToArray().Concat(batch.Inputs[i / batch.Tokens, i % batch.Tokens].Step.ToArray()))];
}
