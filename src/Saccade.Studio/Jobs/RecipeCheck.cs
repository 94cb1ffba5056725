using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>Whether a recipe, or a list of variants of one, could be trained, by the code that <c>train</c> binds it with.</summary>
/// <param name="Valid">Nothing is wrong with it.</param>
/// <param name="Problems">What is, from the top down.</param>
/// <param name="Resolved">Every key that has a value; of a list of variants those of the recipe as it is. Null unless valid.</param>
/// <param name="Variants">Of a list of variants: what the recipe's runs and each variant's are called. Else null.</param>
internal sealed record RecipeCheck(bool Valid, IReadOnlyList<RecipeProblem> Problems, JsonObject? Resolved, IReadOnlyList<string>? Variants)
{
    /// <summary>What stands for the recipe's file.</summary>
    public const string Source = "recipe";

    /// <param name="applications">Those that it may be for.</param>
    /// <param name="folders">Where the recipe lies that a list of variants is of.</param>
    /// <param name="text">YAML.</param>
    /// <param name="sets">Keys on top.</param>
    public static RecipeCheck Of(ApplicationList applications, RecipeFolders folders, string text, IReadOnlyDictionary<string, string> sets)
    {
        string[] all = [.. sets.Select(s => $"{s.Key}={s.Value}")];
        try
        {
            return folders.VariantsIn(text, Source) is { } list ? Of(applications, list, all) : Of(applications, RecipeFile.Parse(text, Source, all));
        }
        catch (RecipeException fault)
        {
            return Of([fault]);
        }
    }

    /// <inheritdoc cref="Of(ApplicationList, RecipeFolders, string, IReadOnlyDictionary{string, string})"/>
    public static RecipeCheck Of(ApplicationList applications, RecipeFile file)
    {
        var faults = Faults(applications, file, out var recipe);
        return faults.Count > 0 ? Of(faults) : new(true, [], recipe!.ToJson(), null);
    }

    private static RecipeCheck Of(ApplicationList applications, VariantList list, string[] sets)
    {
        var faults = Faults(applications, list.Recipe(null, sets), out var recipe).Concat(list.Variants.SelectMany(v => Faults(applications, list.Recipe(v, sets), out _))).ToArray();
        return faults.Length > 0 ? Of(faults) : new(true, [], recipe!.ToJson(), [list.BaseName, .. list.Variants.Select(v => v.Name)]);
    }

    // A fault of the recipe is one of each of its variants.
    private static RecipeCheck Of(IEnumerable<RecipeException> faults) => new(false, [.. faults.Select(RecipeProblem.Of).Distinct().OrderBy(p => p.Line ?? 0)], null, null);

    private static IReadOnlyList<RecipeException> Faults(ApplicationList applications, RecipeFile file, out Recipe? recipe)
    {
        recipe = null;
        try
        {
            (var application, recipe) = applications.Bind(file);
            StopRuleParser.Parse(recipe.Run.Stop, application.MetricsOf(recipe).ToDictionary(m => m.Name, m => m.HigherIsBetter));
            return [];
        }
        catch (RecipeException fault)
        {
            return [fault, .. fault.Others];
        }
    }
}

/// <summary>What is wrong, and where.</summary>
/// <param name="Line">In the text, from 1; null: in no line of it.</param>
/// <param name="Key">The key; null: the whole.</param>
/// <param name="Message">The cause and the way out.</param>
internal sealed record RecipeProblem(int? Line, string? Key, string Message)
{
    /// <summary>All of it in one line.</summary>
    internal string Said => $"{(Line is null ? "" : $"line {Line}: ")}{(Key is null ? "" : $"'{Key}' ")}{Message}";

    public static RecipeProblem Of(RecipeException fault) => fault.Line > 0 && Path.GetFileName(fault.RecipeSource) != RecipeCheck.Source
        ? new(null, fault.Key, $"{fault.Cause} ({Path.GetFileName(fault.RecipeSource)}, line {fault.Line})")
        : new(fault.Line > 0 ? fault.Line : null, fault.Key, fault.Cause);
}
