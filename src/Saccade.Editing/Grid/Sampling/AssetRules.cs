using Saccade.Editing.Timelines;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>
/// Which asset class (game, face, text, image, ..) a clip is of: that of the first rule that is about it. A track without a clip has class 0 in every
/// grid; where no rule gives class 0 either, that class means "none" and nothing else.
/// </summary>
public sealed class AssetRules
{
    /// <summary>The last class that models know.</summary>
    public const int Highest = 9;

    /// <param name="rules">In the order in which they are asked.</param>
    /// <param name="otherwise">The class of clips that none is about.</param>
    /// <exception cref="ArgumentException">A class is not 0 to 9, or a track not 1 to 20.</exception>
    public AssetRules(IReadOnlyList<AssetRule> rules, int otherwise)
    {
        if (rules.Select(r => r.Class).Append(otherwise).FirstOrDefault(c => c is < 0 or > Highest, 0) is not 0 and var wrong)
            throw new ArgumentException($"class {wrong} is not one of 0 to {Highest}", nameof(rules));
        if (rules.FirstOrDefault(r => r.Track is < 1 or > GridLayout.Tracks) is { } elsewhere)
            throw new ArgumentException($"track {elsewhere.Track} is not one of 1 to {GridLayout.Tracks}", nameof(rules));
        (Rules, Otherwise) = (rules, otherwise);
    }

    /// <summary>The earlier system's classes: game 0 (and nothing 0 as well), face 1, text 2, image 3, then those that names say by number. Numbers beyond 9 are 9, where it crashed.</summary>
    public static AssetRules Historical { get; } = Usual(0);

    /// <summary>The same classes counted from 1, so that class 0 is "none".</summary>
    public static AssetRules Separate { get; } = Usual(1);

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<AssetRule> Rules { get; }

    /// <summary>The class of clips that no rule is about.</summary>
    public int Otherwise { get; }

    /// <summary>Whether only a track without a clip has class 0.</summary>
    public bool IsNoneSeparate => Otherwise > 0 && Rules.All(r => r.Class > 0);

    /// <param name="track">The video track, from 1.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="path">Of its file; null where there is none.</param>
    public int ClassOf(int track, Clip clip, string? path)
    {
        foreach (var rule in Rules)
        {
            if (rule.ClassOf(track, clip, path) is { } found)
                return found;
        }
        return Otherwise;
    }

    private static AssetRules Usual(int game) => new(
        [
            new() { Class = game, Track = 1 },
            new() { Class = game + 1, Track = 2 },
            new() { Class = game + 3, Name = AssetRule.Pattern(@"\.(png|jpg|jpeg|gif|bmp|tiff|webp)") },
            new() { Class = game + 2, Name = AssetRule.Pattern("text|title|caption|subtitle|テキスト|タイトル|字幕") },
            new() { Class = game + 2, Name = AssetRule.Pattern(@"(class|id)[-_]?(?<n>\d+)") },
        ],
        otherwise: game + 2);
}
