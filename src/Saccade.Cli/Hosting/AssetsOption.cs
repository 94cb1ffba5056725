using System.CommandLine;
using Saccade.Editing.Grid.Sampling;

namespace Saccade.Cli;

/// <summary>The option <c>--assets</c>, the same wherever a timeline's clips get classes.</summary>
internal static class AssetsOption
{
    public const string Separate = "separate";

    private const string Historical = "historical";

    /// <param name="prefix">What it is about.</param>
    /// <param name="otherwise">In words, the rules that hold where none are given.</param>
    public static Option<string?> Create(string prefix, string otherwise) => new("--assets")
    {
        Description = $"{prefix}asset classes: {Separate} (class 0 means that nothing is there), {Historical}, or a file of rules (default {otherwise})",
        HelpName = "RULES",
    };

    /// <summary>The rules that were given; null where none were.</summary>
    public static AssetRules? Read(ParseResult arguments, Option<string?> option) => arguments.GetValue(option) switch
    {
        null => null,
        Historical => AssetRules.Historical,
        Separate => AssetRules.Separate,
        var path => AssetRulesFile.Read(path),
    };
}
