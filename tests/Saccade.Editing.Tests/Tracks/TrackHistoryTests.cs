using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Tests.Tracks;

public class TrackHistoryTests
{
    // One track: nothing, then a clip that zooms at 5 and at 9, and is gone from 12 on.
    private static readonly TimelineGrid Grid = new Judging.Rows(20).Track(0, (3, Judging.Rows.Clip()), (5, Judging.Rows.Clip(scale: 150)), (9, Judging.Rows.Clip(scale: 100)), (12, Judging.Rows.Nothing)).Grid;

    private static readonly TrackFacts Facts = TrackFacts.Of([Grid], 4, withContent: false);

    [Fact]
    public void It_says_how_long_ago_things_were_and_how_often()
    {
        var history = new TrackHistory(Facts);
        var seen = Enumerable.Range(0, 14).Select(step =>
        {
            history.Add(Grid.Row(step), [true]);
            return Told(history);
        }).ToArray();
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1], seen.Select(s => s.Presence));
        Assert.Equal([0, 1, 2, 0, 1, 0, 1, 2, 3, 0, 1, 2, 0, 1], seen.Select(s => s.Numbers));
        Assert.Equal([0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0], seen.Select(s => s.Asset));
        // Changes of the scale so far, as even or odd: one, two.
        var parity = 2 + (2 * 7) + 1 + 4 + 5;
        Assert.Equal([1, 1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1, 1], seen.Select(s => (int)MathF.Round(s.Cells[parity])));
        history.Clear();
        Assert.Equal((Elapsed.Unknown, Elapsed.Unknown, AnswerLayout.AssetClasses + 1, 0f), (Told(history).Presence, Told(history).Numbers, Told(history).Asset, Told(history).Cells.Max()));
    }

    [Fact]
    public void A_row_that_is_not_known_leaves_nothing_known_but_how_often_something_was()
    {
        var history = new TrackHistory(Facts);
        for (var step = 0; step < 6; step++)
            history.Add(Grid.Row(step), [step < 5]);
        Assert.True(history.Last(0).IsEmpty);
        Assert.Equal(0, Told(history).Cells.Max());
        history.Add(Grid.Row(6), [true]);
        Assert.Equal(150, history.Last(0)[2]);
        // It changed while nobody looked: nobody knows when.
        Assert.Equal((Elapsed.Unknown, Elapsed.Unknown), (Told(history).Presence, Told(history).Numbers));
        history.Add(Grid.Row(9), [true]);
        Assert.Equal((Elapsed.Unknown, 0), (Told(history).Presence, Told(history).Numbers));
    }

    private static (int Presence, int Numbers, int Asset, float[] Cells) Told(TrackHistory history)
    {
        var (cells, asset, presence, numbers) = (new float[TrackHistory.Width(GridLayout.Nine)], new int[1], new int[1], new int[1]);
        history.Write(cells, asset, presence, numbers);
        return (presence[0], numbers[0], asset[0], cells);
    }
}
