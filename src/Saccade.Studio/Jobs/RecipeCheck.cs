using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>Whether a recipe could be trained, by the code that <c>train</c> binds it with.</summary>
/// <param name="Valid">Nothing is wrong with it.</param>
/// <param name="Problems">What is.</param>
/// <param name="Resolved">Every key that has a value; null unless valid.</param>
internal sealed record RecipeCheck(bool Valid, IReadOnlyList<RecipeProblem> Problems, JsonObject? Resolved)
{
    private const string Source = "recipe";

    /// <param name="applications">Those that it may be for.</param>
    /// <param name="text">YAML.</param>
    /// <param name="sets">Keys on top.</param>
    public static RecipeCheck Of(ApplicationList applications, string text, IReadOnlyDictionary<string, string> sets)
    {
        try
        {
            var file = RecipeFile.Parse(text, Source, sets.Select(s => $"{s.Key}={s.Value}"));
            if (VariantList.IsIn(file))
                throw new RecipeException(Source, 0, "base", "lists variants of a recipe in a file beside it: train it from the command line");
            var (application, recipe) = applications.Bind(file);
            StopRuleParser.Parse(recipe.Run.Stop, application.MetricsOf(recipe).ToDictionary(m => m.Name, m => m.HigherIsBetter));
            return new(true, [], recipe.ToJson());
        }
        catch (RecipeException fault)
        {
            return new(false, [new(fault.Line > 0 ? fault.Line : null, fault.Key, fault.Cause)], null);
        }
    }
}

/// <summary>What is wrong, and where.</summary>
/// <param name="Line">In the text, from 1; null: in no line.</param>
/// <param name="Key">The key; null: the whole.</param>
/// <param name="Message">The cause and the way out.</param>
internal sealed record RecipeProblem(int? Line, string? Key, string Message);
