using Saccade.Editing.Data;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Tests.Learning;

/// <summary>Columns are normalised each on its own, over inactive rows too, as the historical system did.</summary>
public class ColumnScalerTests
{
    private const int Rows = 50, Used = 10, Scale = 2;

    [Fact]
    public void A_track_used_for_a_tenth_of_the_time_is_three_deviations_away_then()
    {
        var scaler = ColumnScaler.Fit(GridLayout.Nine, [Track3()], Normalisation.ZScore);
        var column = 2 * 9 + Scale;
        // p = 1/5 of the rows: sqrt((1 - p) / p) = 2.
        Assert.Equal(2, scaler.Normalise(column, 150), 1e-5f);
        Assert.Equal(-0.5f, scaler.Normalise(column, 100), 1e-5f);
        Assert.Equal(150, scaler.Restore(column, 2), 1e-4);
    }

    [Fact]
    public void Columns_that_do_not_vary_are_only_shifted_and_whole_numbers_stay()
    {
        var scaler = ColumnScaler.Fit(GridLayout.Nine, [Track3()], Normalisation.ZScore);
        Assert.Equal((0, 30), (scaler.Normalise(Scale, 100), scaler.Normalise(Scale, 130)));
        Assert.Equal((1, 3), (scaler.Normalise(2 * 9 + GridLayout.Active, 1), scaler.Normalise(2 * 9 + GridLayout.Asset, 3)));
        Assert.Equal([1, 0, 0], GridLayout.Nine.Groups.Select(scaler.Varying));
    }

    [Fact]
    public void Normalised_training_rows_have_squares_that_add_up_to_their_number()
    {
        var rows = SampleRows();
        var scaler = ColumnScaler.Fit(GridLayout.Nine, [rows], Normalisation.ZScore);
        var normalised = new float[rows.Length];
        scaler.Normalise(rows.Span, normalised);
        var squares = normalised.Index().Where(v => v.Index % 9 >= GridLayout.FirstNumber).Sum(v => (double)v.Item * v.Item);
        Assert.Equal(GridLayout.Nine.Groups.Sum(scaler.Varying) * (rows.Length / 180), squares, 1e-2 * squares);
    }

    [Fact]
    public void The_other_way_takes_the_least_to_zero_and_the_greatest_to_one()
    {
        var scaler = ColumnScaler.Fit(GridLayout.Nine, [Track3()], Normalisation.MinMax);
        Assert.Equal((0, 1), (scaler.Normalise(2 * 9 + Scale, 100), scaler.Normalise(2 * 9 + Scale, 150)));
    }

    [Fact]
    public void Scalers_come_back_from_what_a_run_keeps()
    {
        var scaler = ColumnScaler.Fit(GridLayout.Nine, [SampleRows()], Normalisation.ZScore);
        var back = ColumnScaler.FromJson(GridLayout.Nine, System.Text.Json.Nodes.JsonNode.Parse(scaler.ToJson().ToJsonString()));
        for (var column = 0; column < 180; column++)
            Assert.Equal(scaler.Normalise(column, 1.25f), back.Normalise(column, 1.25f));
        Assert.Throws<Saccade.Training.RunException>(() => ColumnScaler.FromJson(GridLayout.Twelve, scaler.ToJson()));
        Assert.Throws<Saccade.Training.RunException>(() => ColumnScaler.FromJson(GridLayout.Nine, null));
    }

    private static ReadOnlyMemory<float> SampleRows() => Grid.SampleGrids.Of("a", 200, 5).Values;

    /// <summary>V3 at 150 % for a fifth of the rows; nothing else ever there.</summary>
    private static ReadOnlyMemory<float> Track3()
    {
        var values = new float[Rows * 180];
        for (var row = 0; row < Rows; row++)
        {
            for (var track = 0; track < GridLayout.Tracks; track++)
                values[row * 180 + track * 9 + Scale] = 100;
            if (row < Used)
                (values[row * 180 + 18 + GridLayout.Active], values[row * 180 + 18 + GridLayout.Asset], values[row * 180 + 18 + Scale]) = (1, 3, 150);
        }
        return values;
    }
}
