using Saccade.Editing.Content;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Corpora;

/// <summary>
/// All that an editor, the oracle and a model may know at a step: every row and every feature before it. Nothing here can look at the step itself or beyond, so that
/// a rule written with it depends on nothing else.
/// </summary>
/// <param name="rows">(T, K, 9); only what lies before <paramref name="step"/> is read.</param>
/// <param name="content">(T, F); likewise.</param>
/// <param name="step">The step that is to be decided.</param>
public readonly ref struct SoFar(ReadOnlySpan<float> rows, ReadOnlySpan<float> content, int step)
{
    private readonly ReadOnlySpan<float> _rows = rows;
    private readonly ReadOnlySpan<float> _content = content;

    public int Step { get; } = step;

    /// <summary>A track so many steps before the one that is to be decided; nothing before the beginning.</summary>
    /// <param name="track">From 0.</param>
    /// <param name="ago">1 for the step before.</param>
    public TrackState Track(int track, int ago)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ago, 1);
        var values = GridLayout.Nine.Values.Count;
        return ago > Step ? TrackState.None : TrackState.Of(_rows.Slice(((Step - ago) * GridLayout.Nine.Width) + (track * values), values));
    }

    /// <summary>A feature so many steps before; the first one before the beginning.</summary>
    public float Content(int feature, int ago)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ago, 1);
        return _content[(Math.Max(0, Step - ago) * ContentFeatures.Names.Count) + feature];
    }

    /// <summary>Whether a clip appeared on a track so many steps before.</summary>
    public bool Started(int track, int ago) => Step - ago > 0 && Track(track, ago).Active && !Track(track, ago + 1).Active;

    /// <summary>Whether it was gone so many steps before, for the first time.</summary>
    public bool Ended(int track, int ago) => Step - ago > 0 && !Track(track, ago).Active && Track(track, ago + 1).Active;

    /// <summary>Whether a feature was above a level so many steps before, and not the step before that.</summary>
    public bool Rose(int feature, float level, int ago) => Step - ago > 0 && Content(feature, ago) >= level && Content(feature, ago + 1) < level;

    /// <summary>The opposite of <see cref="Rose"/>.</summary>
    public bool Fell(int feature, float level, int ago) => Step - ago > 0 && Content(feature, ago) < level && Content(feature, ago + 1) >= level;

    /// <summary>For how many steps, up to the one before, a track has had a clip.</summary>
    public int ActiveFor(int track)
    {
        var steps = 0;
        while (steps < Step && Track(track, steps + 1).Active)
            steps++;
        return steps;
    }

    /// <summary>How often a track's scale has changed while a clip was there, up to so many steps before: the cuts of a track whose framing changes with each.</summary>
    public int Reframings(int track, int ago)
    {
        var count = 0;
        for (var i = Step - 1; i > ago; i--)
            count += IsReframing(track, i) ? 1 : 0;
        return count + (IsReframing(track, ago) ? 1 : 0);
    }

    /// <summary>Whether the scale changed so many steps before.</summary>
    public bool IsReframing(int track, int ago) =>
        Step - ago > 0 && Track(track, ago) is { Active: true } after && Track(track, ago + 1) is { Active: true } before && after.Scale != before.Scale;
}
