namespace Saccade.Editing.Forecasting;

/// <summary>
/// The likeliest course of something that is in one of several states at each step and seldom changes (Viterbi 1967): what a model says of hidden steps one by one, read as a whole, so that it does not flicker.
/// </summary>
internal static class LikeliestPath
{
    /// <param name="logs">(T, S): the logarithm of each state's probability at each step.</param>
    /// <param name="states">S</param>
    /// <param name="changes">The probability that the state changes from one step to the next.</param>
    /// <param name="before">The state before the first step; null where nobody knows.</param>
    /// <param name="after">The state after the last one; likewise.</param>
    /// <returns>(T)</returns>
    public static int[] Of(ReadOnlySpan<double> logs, int states, double changes, int? before, int? after)
    {
        var (steps, stays, moves) = (logs.Length / states, Math.Log(1 - changes), Math.Log(changes / Math.Max(1, states - 1)));
        var (best, from) = (new double[states], new int[steps * states]);
        for (var state = 0; state < states; state++)
            best[state] = before is { } first && first != state ? moves : before is null ? 0 : stays;
        for (var step = 0; step < steps; step++)
        {
            // Whoever moves, moves from the best of all, or of all but itself, which is never better than staying.
            var likeliest = Best(best);
            var next = new double[states];
            for (var state = 0; state < states; state++)
            {
                var moved = step > 0 && best[likeliest] + moves > best[state] + stays;
                from[(step * states) + state] = moved ? likeliest : state;
                next[state] = logs[(step * states) + state] + (step == 0 ? best[state] : moved ? best[likeliest] + moves : best[state] + stays);
            }
            best = next;
        }
        for (var state = 0; after is { } last && state < states; state++)
            best[state] += state == last ? stays : moves;
        var path = new int[steps];
        for (var (step, state) = (steps - 1, Best(best)); step >= 0; state = from[(step * states) + state], step--)
            path[step] = state;
        return path;
    }

    private static int Best(double[] scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            best = scores[i] > scores[best] ? i : best;
        return best;
    }
}
