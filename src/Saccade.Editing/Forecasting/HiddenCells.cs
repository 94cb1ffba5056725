using Saccade.Tensors.Random;

namespace Saccade.Editing.Forecasting;

/// <summary>Chooses what is hidden of a timeline. Letters: T steps, U tracks in use. The draws' numbers never change.</summary>
internal static class HiddenCells
{
    private const double ShareOfTime = 0.25;

    /// <summary>Whole tracks, each with a probability of a half: at least one, and not all of several.</summary>
    /// <returns>(T, U)</returns>
    public static bool[] Tracks(int steps, int tracks, RandomKey key)
    {
        var hidden = Enumerable.Range(0, tracks).Select(u => key.Uniform((ulong)u) < 0.5).ToArray();
        if (!hidden.Contains(true))
            hidden[key.Integer((ulong)tracks, tracks)] = true;
        if (tracks > 1 && !hidden.Contains(false))
            hidden[key.Integer((ulong)tracks + 1, tracks)] = false;
        var cells = new bool[steps * tracks];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = hidden[i % tracks];
        return cells;
    }

    /// <summary>Stretches of all tracks: a quarter of the time or a little more.</summary>
    /// <returns>(T, U)</returns>
    public static bool[] Spans(int steps, int tracks, int longest, RandomKey key)
    {
        var cells = new bool[steps * tracks];
        var (left, draw) = ((int)Math.Ceiling(ShareOfTime * steps), 0UL);
        while (left > 0)
        {
            var (length, start) = (1 + key.Integer(draw, longest), key.Integer(draw + 1, steps));
            draw += 2;
            for (var step = start; step < Math.Min(steps, start + length); step++)
            {
                left -= cells[step * tracks] ? 0 : 1;
                cells.AsSpan(step * tracks, tracks).Fill(true);
            }
        }
        return cells;
    }
}
