namespace Saccade.Editing.Data;

/// <summary>Where a timeline is cut into windows of equal length that overlap: every step is in one, and only the last may be short.</summary>
/// <param name="Length">Steps of a window.</param>
/// <param name="Overlap">Steps that a window shares with the one before it.</param>
public readonly record struct WindowPlan(int Length, int Overlap)
{
    /// <summary>Windows of a timeline: one for up to <see cref="Length"/> steps, and one more for each begun stride after them.</summary>
    public int Count(int steps) => steps <= Length ? 1 : 1 + (steps - Length + Stride - 1) / Stride;

    /// <summary>The first step of a window and how many of its steps are no padding.</summary>
    public (int Start, int Steps) Window(int index, int steps) => (index * Stride, Math.Min(Length, steps - index * Stride));

    private int Stride => Length - Overlap;
}
