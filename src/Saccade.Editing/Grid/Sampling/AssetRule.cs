using System.Text.RegularExpressions;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>Gives clips of which all that it asks for is true an asset class.</summary>
public sealed record AssetRule
{
    /// <summary>The number in a name such as <c>ID-7</c> up to which a numbered class is <see cref="Class"/> itself.</summary>
    private const int FirstNumbered = 2;

    /// <summary>The class; of a rule whose name has a group <c>n</c>, that of the numbers up to 2, from which higher ones count on.</summary>
    public required int Class { get; init; }

    /// <summary>The video track, from 1; null for any.</summary>
    public int? Track { get; init; }

    /// <summary>What the clip's name holds; null for anything.</summary>
    public Regex? Name { get; init; }

    /// <summary>What the path of its file holds; null for anything, and true of no clip without a file otherwise.</summary>
    public Regex? Path { get; init; }

    /// <summary>A pattern that ignores case. It cannot take long, whoever wrote it: look-around and back-references are not known to it.</summary>
    /// <exception cref="ArgumentException">It is no such pattern.</exception>
    public static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException notKnown)
        {
            throw new ArgumentException(notKnown.Message, nameof(pattern), notKnown);
        }
    }

    /// <summary>The class of a clip; null where the rule is not about it.</summary>
    /// <param name="track">The video track, from 1.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="path">Of its file; null where there is none.</param>
    public int? ClassOf(int track, Clip clip, string? path)
    {
        if ((Track is { } wanted && wanted != track) || (Path is not null && (path is null || !Path.IsMatch(path))))
            return null;
        if (Name is null)
            return Class;
        var match = Name.Match(clip.Name);
        if (!match.Success)
            return null;
        // A number too long to be one is beyond the last class anyway.
        var number = match.Groups["n"] is { Success: true } group ? int.TryParse(group.Value, out var given) ? given : AssetRules.Highest : 0;
        return Math.Min(Class + Math.Max(0, Math.Min(number, AssetRules.Highest) - FirstNumbered), AssetRules.Highest);
    }
}
