using Saccade.Editing.Grid;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// What is asked for at each cell of a batch, in the parts that a model answers in (<see cref="AnswerLayout"/>): changes against what was known, and, of what is new, its class, its numbers and which value that comes
/// back it is. Letters: B windows, T tokens, U tracks in use, G groups, N numbers.
/// </summary>
internal sealed class TrackTargets
{
    private readonly TrackFacts _facts;
    private readonly int _changes;

    public TrackTargets(TrackFacts facts, int cells)
    {
        (_facts, _changes) = (facts, new AnswerLayout(facts).Changes);
        (Changes, ChangeWeights) = (new float[cells * _changes], new float[cells * _changes]);
        (Numbers, NumberWeights) = (new float[cells * facts.Layout.Numbers], new float[cells * facts.Layout.Numbers]);
        (Assets, HabitualCounts) = (Ignored(cells), new int[facts.Habitual.Count]);
        Habitual = [.. facts.Habitual.Select(h => h.Count > 0 ? Ignored(cells) : [])];
    }

    /// <summary>(B, T, U, 2 + G): 1 where something changes.</summary>
    public float[] Changes { get; }

    /// <summary>The same shape: 1 where it is asked.</summary>
    public float[] ChangeWeights { get; }

    /// <summary>(B, T, U): the class of what is new; ignored elsewhere.</summary>
    public int[] Assets { get; }

    /// <summary>(B, T, U, N): by how much new numbers differ from before, normalised.</summary>
    public float[] Numbers { get; }

    /// <summary>The same shape: 1 where they are new.</summary>
    public float[] NumberWeights { get; }

    /// <summary>(B, T, U) of each group: which value that comes back a new one is, their number for none; ignored elsewhere.</summary>
    public int[][] Habitual { get; }

    /// <summary>How many classes are asked for.</summary>
    public int AssetCount { get; private set; }

    /// <summary>(G): how many values that may come back are.</summary>
    public int[] HabitualCounts { get; }

    /// <param name="cell">Which, from 0.</param>
    /// <param name="before">(V): what was known of it; empty where nothing was.</param>
    /// <param name="asked">(V)</param>
    public void Set(int cell, ReadOnlySpan<float> before, ReadOnlySpan<float> asked)
    {
        var layout = _facts.Layout;
        var targets = Changes.AsSpan(cell * _changes, _changes);
        var weights = ChangeWeights.AsSpan(cell * _changes, _changes);
        var (wasActive, isActive) = (!before.IsEmpty && before[GridLayout.Active] == 1, asked[GridLayout.Active] == 1);
        (targets[AnswerLayout.Flip], weights[AnswerLayout.Flip]) = (wasActive != isActive ? 1 : 0, 1);
        if (!isActive)
            return;
        var isNewAsset = !wasActive || before[GridLayout.Asset] != asked[GridLayout.Asset];
        if (wasActive)
            (targets[AnswerLayout.AssetChange], weights[AnswerLayout.AssetChange]) = (isNewAsset ? 1 : 0, 1);
        if (isNewAsset)
        {
            Assets[cell] = (int)asked[GridLayout.Asset];
            AssetCount++;
        }
        for (var g = 0; g < layout.Groups.Count; g++)
        {
            var group = layout.Groups[g];
            var isNew = !wasActive || TrackHistory.Differ(before, asked, group);
            if (wasActive)
                (targets[AnswerLayout.FirstGroup + g], weights[AnswerLayout.FirstGroup + g]) = (isNew ? 1 : 0, 1);
            if (!isNew)
                continue;
            if (_facts.Habitual[g].Count > 0)
            {
                Habitual[g][cell] = _facts.Habitual[g].IndexOf(asked);
                HabitualCounts[g]++;
            }
            for (var n = group.First; n < group.First + group.Count; n++)
            {
                var value = _facts.Numbers.Normalise(n, asked[GridLayout.FirstNumber + n]);
                Numbers[(cell * layout.Numbers) + n] = wasActive ? value - _facts.Numbers.Normalise(n, before[GridLayout.FirstNumber + n]) : value;
                NumberWeights[(cell * layout.Numbers) + n] = 1;
            }
        }
    }

    private static int[] Ignored(int cells)
    {
        var labels = new int[cells];
        Array.Fill(labels, CrossEntropyOperation.IgnoredLabel);
        return labels;
    }
}
