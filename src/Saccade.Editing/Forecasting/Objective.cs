namespace Saccade.Editing.Forecasting;

/// <summary>What a model of tracks is asked for, and of what.</summary>
public enum Objective
{
    /// <summary>The next row, from all rows before it.</summary>
    NextStep,

    /// <summary>The row ten steps (a second, at a tenth each) after the last that is known.</summary>
    NextSecond,

    /// <summary>Rows and whole tracks that are hidden, from all the others, before and after.</summary>
    MaskedSpan,
}

internal static class Objectives
{
    private const int StepsOfSecond = 10;

    /// <summary>Which row is asked for, counted from the last one that is known; 0 where hidden cells of the row itself are.</summary>
    public static int Horizon(this Objective objective) => objective switch
    {
        Objective.NextStep => 1,
        Objective.NextSecond => StepsOfSecond,
        _ => 0,
    };

    /// <summary>Whether only what lies before a step is known there.</summary>
    public static bool IsCausal(this Objective objective) => objective != Objective.MaskedSpan;
}
