using System.Runtime.InteropServices;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Tensors.Tape;
using Saccade.Training;

namespace Saccade.Editing.Tests.Tracks;

/// <summary>What goes into an answer of a model of tracks, and what does not.</summary>
public sealed class TracksModelTests : IDisposable
{
    private const int Changed = 50;

    private readonly TrackSet set = new();

    public void Dispose() => set.Dispose();

    [Theory]
    [InlineData("next_step", 1)]
    [InlineData("next_second", 10)]
    public void No_answer_depends_on_the_row_that_is_asked_for_or_on_any_row_after_the_last_known_one(string objective, int horizon)
    {
        var (engine, learner) = set.Learner($"data.objective={objective}");
        using var _ = engine;
        var grid = set.Grids[0];
        var before = Answers(learner, grid);
        var rows = Answers(learner, With(grid, rows: true, content: false));
        var content = Answers(learner, With(grid, rows: false, content: true));
        // The token of row t + horizon knows rows before t + 1.
        Assert.Equal(before[..((Changed + 1) * 4)], rows[..((Changed + 1) * 4)]);
        Assert.Equal(before[..((Changed + 1) * 4)], content[..((Changed + 1) * 4)]);
        Assert.NotEqual(before[(Changed + 1) * 4], rows[(Changed + 1) * 4]);
        Assert.NotEqual(before[(Changed + 1) * 4], content[(Changed + 1) * 4]);
        var (said, saidOfChanged) = (learner.Predict(grid, null).Grid, learner.Predict(With(grid, rows: true, content: true), null).Grid);
        Assert.Equal(said.Values[..((Changed + horizon) * 180)].ToArray(), saidOfChanged.Values[..((Changed + horizon) * 180)].ToArray());
    }

    [Fact]
    public void What_is_hidden_is_no_part_of_an_answer_and_what_is_known_on_both_sides_is()
    {
        var (engine, learner) = set.Learner("data.objective=masked_span");
        using var _ = engine;
        var grid = set.Grids[0];
        var hidden = new bool[grid.Steps * 4];
        for (var step = Changed; step < Changed + 10; step++)
            hidden.AsSpan(step * 4, 4).Fill(true);
        var whole = Answers(learner, grid, hidden);
        var values = grid.Values.ToArray();
        for (var i = Changed * 180; i < (Changed + 10) * 180; i += 9)
            new float[] { 1, 2, 333, 0.5f, 0.5f, 5, 6, 7, 8 }.CopyTo(values, i);
        Assert.Equal(whole, Answers(learner, Like(grid, values), hidden));
        new float[] { 1, 2, 333, 0.5f, 0.5f, 5, 6, 7, 8 }.CopyTo(values, (Changed + 10) * 180);
        Assert.NotEqual(whole[Changed * 4], Answers(learner, Like(grid, values), hidden)[Changed * 4]);
    }

    [Fact]
    public void A_hidden_track_is_no_part_of_an_answer_about_it_or_another()
    {
        var (engine, learner) = set.Learner("data.objective=masked_span");
        using var _ = engine;
        var grid = set.Grids[1];
        var values = grid.Values.ToArray();
        for (var i = 9; i < values.Length; i += 180)
            new float[] { 1, 2, 333, 0.5f, 0.5f, 5, 6, 7, 8 }.CopyTo(values, i);
        foreach (var objective in new[] { "masked_span", "next_step" })
        {
            var (own, filler) = set.Learner($"data.objective={objective}");
            using var __ = own;
            var filled = TrackFill.Fill(filler, grid, [1, 3]);
            Assert.Equal(filled.Grid.Values.ToArray(), TrackFill.Fill(filler, Like(grid, values), [1, 3]).Grid.Values.ToArray());
            for (var step = 0; step < grid.Steps; step++)
            {
                // What was given is as it was.
                Assert.Equal(grid.Row(step)[..9].ToArray(), filled.Grid.Row(step)[..9].ToArray());
                Assert.Equal(1, filled.Confidence.Span[(step * 20) + 2]);
            }
        }
    }

    [Fact]
    public void A_stream_says_what_the_whole_timeline_at_once_says_to_the_last_bit()
    {
        foreach (var objective in new[] { "next_step", "next_second" })
        {
            // Five and a half blocks of attention.
            var (engine, learner) = set.Learner($"data.objective={objective}");
            using var _ = engine;
            var (grid, ahead) = (Like(set.Grids[0], set.Grids[0].Values.ToArray()), objective == "next_step" ? 1 : 10);
            // A track that no training timeline uses comes and goes.
            for (var step = 30; step < 60; step++)
                Judging.Rows.Clip(7).CopyTo(MemoryMarshal.AsMemory(grid.Values).Span[((step * 180) + (10 * 9))..]);
            var whole = learner.Predict(grid, null);
            var forecaster = new TrackForecaster(learner.Tracks);
            var (row, confidence) = (new float[180], new float[20]);
            var streamed = forecaster.Whole(grid);
            Assert.Equal(whole.Grid.Values.ToArray(), streamed.Grid.Values.ToArray());
            Assert.Equal(whole.Confidence.ToArray(), streamed.Confidence.ToArray());
            for (var round = 0; round < 2; round++)
            {
                forecaster.Clear();
                for (var step = 0; step + ahead <= grid.Steps; step++)
                {
                    if (step == 0)
                        forecaster.Begin(row, confidence);
                    else
                        forecaster.Next(grid.Row(step - 1), grid.Content!.Row(step - 1), row, confidence);
                    Assert.Equal(whole.Grid.Row(step + ahead - 1).ToArray(), row);
                    Assert.Equal(step is > 30 and <= 60 ? 1 : 0, row[10 * 9]);
                    Assert.Equal(whole.Confidence.Slice((step + ahead - 1) * 20, 20).ToArray(), confidence);
                }
            }
        }
    }

    [Fact]
    public void Every_parameter_gets_a_gradient()
    {
        var (engine, learner) = set.Learner("augment.hide_tracks=1");
        using var _ = engine;
        using var step = engine.BeginStep(0);
        learner.Model.SetTraining(true);
        using var batch = learner.Data.Load(Split.Train, [0, 1, 2, 3, 4, 5, 6, 7], 100);
        Backpropagation.Backward(learner.Loss(batch).Total);
        foreach (var parameter in learner.Model.Parameters())
            Assert.True(parameter.Tensor.Gradient is { } gradient && gradient.ToArray().Any(g => g != 0), parameter.Name);
    }

    [Fact]
    public void Tracks_do_not_move_together_as_those_of_heads_without_a_nonlinearity_do()
    {
        var (engine, learner) = set.Learner();
        using var _ = engine;
        var answers = Answers(learner, set.Grids[0]);
        // Of a curve that all tracks share with a constant each, this is nothing.
        var together = answers[40 * 4][2] - answers[(40 * 4) + 1][2] - answers[60 * 4][2] + answers[(60 * 4) + 1][2];
        Assert.True(Math.Abs(together) > 1e-3);
    }

    /// <summary>(T, U) answers.</summary>
    private static float[][] Answers(TracksLearner learner, TimelineGrid grid, bool[]? hidden = null)
    {
        using var batch = learner.Data.Whole(grid, hidden);
        using var scope = learner.Model.Engine.BeginScope();
        var answers = learner.Tracks.Forward(batch.Inputs, batch.Mask);
        Assert.Equal([1, grid.Steps, 4, new AnswerLayout(learner.Tracks.Facts).Width], Enumerable.Range(0, 4).Select(a => answers.Shape[a]));
        return [.. answers.ToArray().Chunk(answers.Shape[3])];
    }

    /// <summary>The timeline with something else from a step on.</summary>
    private static TimelineGrid With(TimelineGrid grid, bool rows, bool content)
    {
        var (values, heard) = (grid.Values.ToArray(), grid.Content!.Values.ToArray());
        for (var i = Changed * 180; rows && i < values.Length; i += 9)
            new float[] { 1, 2, 333, 0.5f, 0.5f, 5, 6, 7, 8 }.CopyTo(values, i);
        if (content)
            heard.AsSpan(Changed * 3).Fill(0.5f);
        return new TimelineGrid(grid.VideoId, "", grid.Layout, grid.Step, values, new GridContent(grid.Content.Names, heard));
    }

    private static TimelineGrid Like(TimelineGrid grid, float[] values) => new(grid.VideoId, "", grid.Layout, grid.Step, values, grid.Content);
}
