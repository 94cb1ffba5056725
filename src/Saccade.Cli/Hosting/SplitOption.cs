using System.CommandLine;
using Saccade.Training;

namespace Saccade.Cli;

/// <summary>The option <c>--split</c>, the same wherever a part of the data is chosen.</summary>
internal static class SplitOption
{
    private static readonly string[] Names = [.. Enum.GetNames<Split>().Select(n => n.ToLowerInvariant())];

    public static Option<string> Create(Split initial)
    {
        var option = new Option<string>("--split")
        {
            Description = $"which part of the data (default {initial.ToString().ToLowerInvariant()})",
            HelpName = string.Join('|', Names),
            DefaultValueFactory = _ => initial.ToString().ToLowerInvariant(),
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !Names.Contains(value))
                result.AddError($"--split is '{value}', but has to be {string.Join(" or ", Names)}");
        });
        return option;
    }

    public static Split Value(ParseResult arguments, Option<string> option) => Enum.Parse<Split>(arguments.GetRequiredValue(option), ignoreCase: true);
}
