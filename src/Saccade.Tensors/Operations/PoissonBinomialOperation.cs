using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// How many of T independent events happen, each with a probability of its own (the Poisson binomial distribution). Worked out exactly, event
/// by event (Howard, "Sequential models for counting", 1972), in logarithms and float64, so that neither sure events nor unlikely counts lose digits.
/// </summary>
public static unsafe class PoissonBinomialOperation
{
    private const int RowBlock = 4;

    /// <param name="logits">[N, T]: log-odds of each event.</param>
    /// <param name="count">C, from 1 to T.</param>
    /// <returns>[N]: the log-odds that fewer than C of the row's events happen.</returns>
    /// <exception cref="ArgumentException">The logits are no matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is certain: below 1 or above T.</exception>
    public static Tensor FewerThan(this Tensor logits, int count)
    {
        if (logits.Shape.Rank != 2)
            throw new ArgumentException($"FewerThan: logits are [N, T], not {logits.Shape}.", nameof(logits));
        int rows = logits.Shape[0], events = logits.Shape[1];
        if (count < 1 || count > events)
            throw new ArgumentOutOfRangeException(nameof(count), $"FewerThan: of {events} events a count of 1 to {events} is uncertain, unlike {count}.");
        var y = logits.Engine.Empty(rows);
        float* x = logits.Pointer, target = y.Pointer;
        logits.Engine.Workers.ForRange(rows, RowBlock, (start, end) =>
        {
            var after = new double[(events + 1) * (events + 1)];
            for (var row = start; row < end; row++)
            {
                Forward(new ReadOnlySpan<float>(x + (nint)row * events, events), after);
                var last = after.AsSpan(events * (events + 1), events + 1);
                target[row] = (float)(LogSum(last[..count]) - LogSum(last[count..]));
            }
        });
        logits.Engine.Trace?.Add(nameof(FewerThan), y, [logits], count);
        if (logits.Engine.Records(logits))
            logits.Engine.Record(y, new Backprop(logits, count));
        return y;
    }

    /// <summary>after [T + 1, T + 1]: in row t the logarithm of the probability that c of the first t events happen, for c = 0 to T.</summary>
    private static void Forward(ReadOnlySpan<float> x, Span<double> after)
    {
        var width = x.Length + 1;
        after.Fill(double.NegativeInfinity);
        after[0] = 0;
        for (var t = 0; t < x.Length; t++)
            Next(x[t], after.Slice(t * width, width), after.Slice((t + 1) * width, width), t);
    }

    /// <summary>Adds an event of log-odds <paramref name="x"/> to the distribution of the <paramref name="events"/> ones before.</summary>
    private static void Next(float x, ReadOnlySpan<double> before, Span<double> after, int events)
    {
        double yes = -SoftPlus(-x), no = -SoftPlus(x);
        after[0] = before[0] + no;
        for (var c = 1; c <= events + 1; c++)
            after[c] = LogSum(before[c] + no, before[c - 1] + yes);
    }

    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double LogSum(double a, double b)
    {
        var (high, low) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }

    private static double LogSum(ReadOnlySpan<double> values)
    {
        var sum = double.NegativeInfinity;
        foreach (var value in values)
            sum = LogSum(sum, value);
        return sum;
    }

    private sealed class Backprop(Tensor logits, int count) : Operation
    {
        /// <summary>
        /// With p = sigmoid(x) of event t, F = P(fewer than C) and g = P(exactly C - 1 of the others): dF/dp = -g, so
        /// d log(F / (1 - F)) / dx = -g p (1 - p) / (F (1 - F)). The others are those before t and those after it, counted from both ends.
        /// </summary>
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            int rows = logits.Shape[0], events = logits.Shape[1], width = events + 1;
            var dx = y.Engine.Empty(logits.Shape);
            float* x = logits.Pointer, slope = dy.Pointer, target = dx.Pointer;
            y.Engine.Workers.ForRange(rows, RowBlock, (start, end) =>
            {
                var (before, after, next) = (new double[width * width], new double[width], new double[width]);
                for (var row = start; row < end; row++)
                {
                    var own = new ReadOnlySpan<float>(x + (nint)row * events, events);
                    Forward(own, before);
                    var last = before.AsSpan(events * width, width);
                    var both = LogSum(last[..count]) + LogSum(last[count..]);
                    after.AsSpan().Fill(double.NegativeInfinity);
                    next.AsSpan().Fill(double.NegativeInfinity);
                    after[0] = 0;
                    for (var t = events - 1; t >= 0; t--)
                    {
                        var others = double.NegativeInfinity;
                        for (var c = 0; c < count; c++)
                            others = LogSum(others, before[t * width + c] + after[count - 1 - c]);
                        var log = others - SoftPlus(-own[t]) - SoftPlus(own[t]) - both;
                        target[(nint)row * events + t] = (float)(-slope[row] * Math.Exp(log));
                        Next(own[t], after, next, events - 1 - t);
                        (after, next) = (next, after);
                    }
                }
            });
            logits.AddGradient(dx);
        }
    }
}
