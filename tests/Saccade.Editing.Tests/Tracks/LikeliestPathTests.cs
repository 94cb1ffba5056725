using Saccade.Editing.Forecasting;
using Saccade.Tensors.Random;

namespace Saccade.Editing.Tests.Tracks;

public class LikeliestPathTests
{
    [Fact]
    public void It_is_the_best_of_all_courses()
    {
        const int Steps = 6, States = 3;
        for (var round = 0u; round < 20; round++)
        {
            var key = new RandomKey(9, RandomStream.Data, 1, round);
            var logs = Enumerable.Range(0, Steps * States).Select(i => Math.Log(key.UniformDouble((ulong)i))).ToArray();
            (int? Before, int? After) around = (round % 4) switch { 0 => (null, null), 1 => (2, null), 2 => (null, 0), _ => (1, 1) };
            double Score(int[] path) => path.Select((state, step) => logs[(step * States) + state]).Sum()
                + (around.Before is { } b ? Move(b, path[0]) : 0) + path.Zip(path.Skip(1), Move).Sum() + (around.After is { } a ? Move(path[^1], a) : 0);
            var best = Enumerable.Range(0, (int)Math.Pow(States, Steps)).Max(code => Score([.. Enumerable.Range(0, Steps).Select(step => code / (int)Math.Pow(States, step) % States)]));
            Assert.Equal(best, Score(LikeliestPath.Of(logs, States, 0.2, around.Before, around.After)), 1e-9);
        }

        static double Move(int from, int to) => from == to ? Math.Log(0.8) : Math.Log(0.1);
    }

    [Fact]
    public void One_doubtful_step_is_no_flicker_and_a_certain_change_is_one()
    {
        static double[] Of(params double[] yes) => [.. yes.SelectMany(p => new[] { Math.Log(1 - p), Math.Log(p) })];
        Assert.Equal([1, 1, 1, 1, 1], LikeliestPath.Of(Of(0.9, 0.9, 0.4, 0.9, 0.9), 2, 0.01, null, null));
        Assert.Equal([0, 0, 1, 1, 1], LikeliestPath.Of(Of(0.01, 0.01, 0.99, 0.99, 0.99), 2, 0.01, null, null));
        // What is known on both sides holds where the steps between say little.
        Assert.Equal([0, 0, 0], LikeliestPath.Of(Of(0.6, 0.6, 0.6), 2, 0.01, 0, 0));
        Assert.Equal([1, 1, 1], LikeliestPath.Of(Of(0.6, 0.6, 0.6), 2, 0.01, 1, null));
    }
}
