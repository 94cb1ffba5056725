using Saccade.Editing.Content;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Suggesting;

/// <summary>
/// What else happens just before a predicted clip begins, as the reason that an editor reads beside it. It says what comes before, not what the model looked at.
/// </summary>
internal static class RunReason
{
    /// <summary>What lies further back is no occasion.</summary>
    private const int MostSteps = 10;

    // A feature from 0 to 1 that changes by less from step to step is no event.
    private const float Sudden = 0.25f;

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
                    return Said(what, back, grid);
            }
            if (Heard(grid, step) is { } content)
                return Said(content, back, grid);
        }
        return run.First == 0 ? "from the beginning" : "by itself";
    }

    private static string Said(string what, int back, TimelineGrid grid) => back == 0 ? $"as {what}" : FormattableString.Invariant($"{back * grid.Step.Seconds:0.##} s after {what}");

    /// <summary>What changes in the content.</summary>
    private static string? Heard(TimelineGrid grid, int step)
    {
        if (Change(ContentFeatures.ShotChange) > Sudden)
            return "a new shot begins";
        return (Change(ContentFeatures.Loudness), Change(ContentFeatures.Motion)) switch
        {
            ( < -Sudden, _) => "it gets quiet",
            ( > Sudden, _) => "it gets loud",
            (_, < -Sudden) => "it gets calm",
            (_, > Sudden) => "it gets busy",
            _ => null,
        };

        float Change(int feature)
        {
            var place = grid.Content?.Names.Index().Where(n => n.Item == ContentFeatures.Names[feature]).Select(n => n.Index).DefaultIfEmpty(-1).First() ?? -1;
            return place < 0 ? 0 : grid.Content!.Row(step)[place] - grid.Content.Row(step - 1)[place];
        }
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
