namespace Saccade.Editing.Forecasting;

/// <summary>Steps since something happened, as one of a few classes: exact for four seconds (at a tenth each), then ever coarser, for a habit is exact about short times alone.</summary>
internal static class Elapsed
{
    private const int Exact = 40, PerDoubling = 4, Doublings = 4;

    /// <summary>Nobody knows: nothing has happened while the track was known.</summary>
    public const int Unknown = Exact + (PerDoubling * Doublings) + 1;

    /// <summary>How many classes there are, with <see cref="Unknown"/>.</summary>
    public const int Classes = Unknown + 1;

    /// <param name="steps">0 at the step of the event itself; negative where nobody knows.</param>
    public static int Class(int steps) => steps < 0 ? Unknown
        : steps < Exact ? steps
        : Exact + Math.Min(PerDoubling * Doublings, (int)(PerDoubling * Math.Log2(steps / (double)Exact)));
}
