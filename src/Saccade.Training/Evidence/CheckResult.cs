namespace Saccade.Training;

/// <summary>What a check found.</summary>
/// <param name="Name">The check's stable snake_case name.</param>
/// <param name="Passed">Whether numbers from this data can be believed as far as this check goes.</param>
/// <param name="Detail">One line with the numbers behind it.</param>
public sealed record CheckResult(string Name, bool Passed, string Detail)
{
    /// <summary>
    /// What the numbers are instead of what they are called, such as <c>reconstruction, not prediction</c>; null where that cannot be said. Who accepts such
    /// a failure lets commands end well; the verdict stays what it is.
    /// </summary>
    public string? Instead { get; init; }
}
