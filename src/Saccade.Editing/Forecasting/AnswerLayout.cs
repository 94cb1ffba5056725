using Saccade.Editing.Historical;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// What a model's answer about one cell holds, in this order: logits of "a clip appears or goes" (where nobody knows what was: "a clip is there"), "the asset class changes", "group g changes";
/// logits of the new class; by how much each number differs from before (from nothing where no clip was); for each group, logits of the values that come back, and of none of them.
/// </summary>
internal sealed class AnswerLayout
{
    /// <summary>Asset classes that models tell apart.</summary>
    public const int AssetClasses = HistoricalModel.AssetClasses;

    public const int Flip = 0, AssetChange = 1, FirstGroup = 2;

    public AnswerLayout(TrackFacts facts)
    {
        var groups = facts.Layout.Groups.Count;
        Changes = FirstGroup + groups;
        Residuals = Changes + AssetClasses;
        // Without values that come back there is nothing to choose from.
        Parts = [Changes, AssetClasses, facts.Layout.Numbers, .. facts.Habitual.Where(h => h.Count > 0).Select(h => h.Count + 1)];
        Width = Parts.Sum();
        var at = Residuals + facts.Layout.Numbers;
        Habitual = new int[groups];
        for (var g = 0; g < groups; g++)
        {
            Habitual[g] = facts.Habitual[g].Count > 0 ? at : -1;
            at += facts.Habitual[g].Count > 0 ? facts.Habitual[g].Count + 1 : 0;
        }
    }

    /// <summary>How many logits of changes there are; asset classes follow them.</summary>
    public int Changes { get; }

    /// <summary>Where the numbers begin.</summary>
    public int Residuals { get; }

    /// <summary>Where each group's values that come back begin; -1 where there are none.</summary>
    public int[] Habitual { get; }

    /// <summary>Changes, asset classes, numbers, then each group that has values that come back.</summary>
    public int[] Parts { get; }

    public int Width { get; }
}
