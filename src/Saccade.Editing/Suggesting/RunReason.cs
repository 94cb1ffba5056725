using Saccade.Editing.Grid;

namespace Saccade.Editing.Suggesting;

/// <summary>
/// What else happens just before a predicted clip begins, as the reason that an editor reads beside it. It says what comes before, not what the model looked at.
/// </summary>
internal static class RunReason
{
    /// <summary>What lies further back is no occasion.</summary>
    private const int MostSteps = 10;

    public static string Of(TimelineGrid grid, GridRun run, StepClock clock)
    {
        var cuts = clock.Cuts.Select(clock.RowAfter).ToHashSet();
        for (var back = 0; back <= MostSteps && run.First - back > 0; back++)
        {
            var step = run.First - back;
            for (var track = 0; track < GridLayout.Tracks; track++)
            {
                var what = track == run.Track ? null : Happens(grid, step, track) ?? (track == 0 && cuts.Contains(step) ? "V1 is cut" : null);
                if (what is not null)
                    return back == 0 ? $"as {what}" : FormattableString.Invariant($"{back * grid.Step.Seconds:0.##} s after {what}");
            }
        }
        return run.First == 0 ? "from the beginning" : "by itself";
    }

    private static string? Happens(TimelineGrid grid, int step, int track)
    {
        var at = track * grid.Layout.Values.Count;
        ReadOnlySpan<float> before = grid.Row(step - 1)[at..], now = grid.Row(step)[at..];
        return (before[GridLayout.Active] >= 0.5f, now[GridLayout.Active] >= 0.5f) switch
        {
            (false, true) => $"V{track + 1} comes on",
            (true, false) => $"V{track + 1} goes off",
            (true, true) when before[GridLayout.Asset] != now[GridLayout.Asset] => $"V{track + 1} shows something else",
            _ => null,
        };
    }
}
