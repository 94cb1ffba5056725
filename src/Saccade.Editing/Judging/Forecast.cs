namespace Saccade.Editing.Judging;

/// <summary>
/// A row that is predicted, and what the predictor is given for it: every row before <paramref name="Given"/>, and no other. Letters as everywhere: T steps.
/// Rows of one block that are predicted from the same given rows follow one another and have the same <paramref name="Given"/>.
/// </summary>
/// <param name="Step">The row, from 0.</param>
/// <param name="Given">How many rows are given: at most <paramref name="Step"/>.</param>
public readonly record struct Forecast(int Step, int Given)
{
    /// <summary>How many steps ahead of what is given it lies; 1 is the next.</summary>
    public int Ahead => Step - Given + 1;

    /// <summary>Each row from all rows before it.</summary>
    /// <param name="first">The first that is predicted; something should be given for it.</param>
    /// <param name="end">Before this.</param>
    public static Forecast[] Next(int first, int end) => [.. Enumerable.Range(first, Math.Max(0, end - first)).Select(step => new Forecast(step, step))];

    /// <summary>Each row from all rows that lie at least <paramref name="ahead"/> steps before it.</summary>
    public static Forecast[] Later(int ahead, int first, int end) =>
        [.. Enumerable.Range(first, Math.Max(0, end - first)).Where(step => step >= ahead).Select(step => new Forecast(step, step - ahead + 1))];

    /// <summary>Rows that are hidden together, from those before them.</summary>
    public static Forecast[] Span(int first, int end) => [.. Enumerable.Range(first, Math.Max(0, end - first)).Select(step => new Forecast(step, first))];
}
