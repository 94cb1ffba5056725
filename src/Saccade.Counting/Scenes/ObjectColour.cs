namespace Saccade.Counting.Scenes;

/// <summary>The colours of objects, which are what categories are told apart by. The order is stored with sets and never changes.</summary>
public enum ObjectColour
{
    Red,
    Green,
    Blue,
    Yellow,
    Purple,
    Orange,
}

/// <summary>Categories: what is to be counted in an image.</summary>
public static class Categories
{
    /// <summary>Every object, whatever its colour.</summary>
    public const int All = 0;

    /// <summary>By their numbers; snake_case words that people type.</summary>
    public static IReadOnlyList<string> Names { get; } = ["objects", .. Enum.GetNames<ObjectColour>().Select(n => n.ToLowerInvariant())];

    /// <summary>The category of a colour.</summary>
    public static int Of(ObjectColour colour) => (int)colour + 1;

    /// <summary>Whether an object of a colour is counted.</summary>
    public static bool Counts(int category, ObjectColour colour) => category == All || category == Of(colour);
}
