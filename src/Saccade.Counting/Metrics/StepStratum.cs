namespace Saccade.Counting.Metrics;

/// <summary>Where in the count of an image of N things a step with k marks lies.</summary>
public enum StepStratum
{
    /// <summary>N = 0: there has never been anything to count.</summary>
    Empty,

    /// <summary>k = 0, and more than one thing is left.</summary>
    First,

    /// <summary>Somewhere between.</summary>
    Middle,

    /// <summary>k = N - 1: one is left.</summary>
    Last,

    /// <summary>k = N above 0: nothing is left.</summary>
    End,
}

/// <summary>Tells strata of steps apart.</summary>
public static class StepStrata
{
    /// <param name="visited">k</param>
    /// <param name="things">N</param>
    public static StepStratum Of(int visited, int things) => (things - visited) switch
    {
        _ when things == 0 => StepStratum.Empty,
        <= 0 => StepStratum.End,
        1 => StepStratum.Last,
        _ => visited == 0 ? StepStratum.First : StepStratum.Middle,
    };
}
