using Saccade.Tensors.Random;

namespace Saccade.Editing.Forecasting;

/// <summary>How one training window is changed: drawn from its key alone. The draws' numbers never change.</summary>
/// <param name="options">How much.</param>
/// <param name="key">Of the window.</param>
internal sealed class TrackAugmentation(AugmentOptions options, RandomKey key)
{
    private const ulong StartDraw = 0, TracksDraw = 1, ContentDraw = 2, NoiseDraw = 1UL << 40, OrderDraw = 1UL << 41;

    /// <summary>Added to a key's call for draws that count their own elements; more than there are samples in a batch.</summary>
    public const uint OwnSeries = 1 << 20;

    public bool HidesTracks => key.Uniform(TracksDraw) < options.HideTracks;

    public bool HidesContent => key.Uniform(ContentDraw) < options.HideContent;

    /// <summary>What is added to numbers at a place of a window; null for nothing.</summary>
    public Func<int, int, double>? Disturbance => options.Noise == 0 ? null
        : (token, place) => options.Noise * key.Normal(NoiseDraw + ((ulong)token << 16) + (ulong)place);

    /// <summary>Where a window begins, from 0 to <paramref name="last"/>.</summary>
    public int Start(int last) => key.Integer(StartDraw, last + 1);

    /// <summary>Which row each step shows, some doubled and some left out; null where time is even.</summary>
    public int[]? Order(int steps)
    {
        if (options.Jitter == 0)
            return null;
        var order = new List<int>(steps);
        for (var step = 0; step < steps; step++)
        {
            var drawn = key.Uniform(OrderDraw + (ulong)step);
            if (drawn < options.Jitter / 2 && step > 0)
                continue;
            order.Add(step);
            if (drawn > 1 - (options.Jitter / 2))
                order.Add(step);
        }
        return [.. order];
    }
}
