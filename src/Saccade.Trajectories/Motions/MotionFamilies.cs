namespace Saccade.Trajectories.Motions;

/// <summary>The registry of motion families. A new family is a new file and a line here.</summary>
public static class MotionFamilies
{
    public static IReadOnlyList<MotionFamily> All { get; } =
        [LinearMotion.Family, CircularMotion.Family, HelicalMotion.Family, ParabolicMotion.Family, RandomMotion.Family];

    /// <summary>The classes of a data set that names none: the four that both sets of motions have.</summary>
    public static IReadOnlyList<string> DefaultClasses { get; } = ["linear", "circular", "helical", "parabolic"];

    /// <exception cref="ArgumentException">No family has this name; the message lists those there are.</exception>
    public static MotionFamily Named(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new ArgumentException($"classes: there is no motion '{name}'; there are {string.Join(", ", All.Select(f => f.Name))}.");
}
