using System.CommandLine;
using Saccade.Editing.Grid.Sampling;

namespace Saccade.Cli;

/// <summary>The option <c>--assets</c>, the same wherever a timeline's clips get classes.</summary>
internal static class AssetsOption
{
    private const string Historical = "historical", Separate = "separate";

    public static Option<string> Create(string prefix) => new("--assets")
    {
        Description = $"{prefix}asset classes: {Separate} (class 0 means that nothing is there), {Historical}, or a file of rules (default {Separate})",
        HelpName = "RULES",
        DefaultValueFactory = _ => Separate,
    };

    public static AssetRules Read(ParseResult arguments, Option<string> option) => arguments.GetRequiredValue(option) switch
    {
        Historical => AssetRules.Historical,
        Separate => AssetRules.Separate,
        var path => AssetRulesFile.Read(path),
    };
}
