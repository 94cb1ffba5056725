using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Tests.Tracks;

public class HiddenSidesTests
{
    private const int Steps = 20, Side = 3 + 7;

    // One track: nothing, then a clip that zooms at 9.
    private static readonly TimelineGrid Grid = new Judging.Rows(Steps).Track(0, (3, Judging.Rows.Clip()), (9, Judging.Rows.Clip(scale: 150))).Grid;

    private static readonly TrackFacts Facts = TrackFacts.Of([Grid], 4, withContent: false);

    [Fact]
    public void A_hidden_cell_is_told_what_stands_on_both_sides_how_near_that_is_and_how_often_things_have_happened()
    {
        var told = Told(step: 7, hiddenFrom: 5, hiddenTo: 12);
        Assert.Equal([1, 1, 1f / 3, Facts.Numbers.Normalise(0, 100)], told[..4]);
        Assert.Equal([1, 1, 1f / 5, Facts.Numbers.Normalise(0, 150)], told[Side..(Side + 4)]);
        // One clip has begun: odd, of every second.
        Assert.Equal(-1, told[2 * Side], 1e-6);
    }

    [Fact]
    public void A_cell_that_is_known_is_told_nothing_more_and_neither_is_one_of_a_track_that_is_hidden_from_end_to_end()
    {
        Assert.Equal(0, Told(step: 4, hiddenFrom: 5, hiddenTo: 12).Max(MathF.Abs));
        Assert.Equal(0, Told(step: 7, hiddenFrom: 0, hiddenTo: Steps).Max(MathF.Abs));
    }

    [Fact]
    public void A_gap_at_an_end_has_one_side()
    {
        Assert.Equal([0f, 1f], new[] { 0, Side }.Select(at => Told(step: 1, hiddenFrom: 0, hiddenTo: 12)[at]));
        Assert.Equal([1f, 0f], new[] { 0, Side }.Select(at => Told(step: 15, hiddenFrom: 12, hiddenTo: Steps)[at]));
    }

    private static float[] Told(int step, int hiddenFrom, int hiddenTo)
    {
        var hidden = Enumerable.Range(0, Steps).Select(at => at >= hiddenFrom && at < hiddenTo).ToArray();
        var history = new TrackHistory(Facts);
        for (var at = 0; at <= step; at++)
            history.Add(Grid.Row(at), [!hidden[at]]);
        var cell = new float[TrackHistory.Width(GridLayout.Nine) + HiddenSides.Width(GridLayout.Nine)];
        new HiddenSides(Facts, hidden).Write(new WindowSource { Rows = Grid.Values, Hidden = hidden }, step, history, cell);
        return cell[TrackHistory.Width(GridLayout.Nine)..];
    }
}
