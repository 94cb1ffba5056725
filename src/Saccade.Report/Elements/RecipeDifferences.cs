using System.Text.Json.Nodes;

namespace Saccade.Report.Elements;

/// <summary>The keys of the recipes that differ between the models shown, one column a model; what is equal in all is left out.</summary>
public static class RecipeDifferences
{
    private const string None = "–";

    // Between the values of a model's runs; values themselves have none.
    private const string Between = ", ";

    /// <param name="models">What to call each, and its runs.</param>
    public static Html Of(IReadOnlyList<(string Name, IReadOnlyList<ReportedRun> Runs)> models)
    {
        // A key that only some models have, such as the width of a layer that others lack, says less than one in which they differ.
        var keys = models.SelectMany(m => m.Runs.SelectMany(r => r.Info.Recipe.Select(k => k.Key))).Distinct().Select(k => (Key: k, Values: models.Select(m => Values(m.Runs, k)).ToArray()))
            .Where(k => k.Values.Any(v => v != k.Values[0] || v.Contains(Between)))
            .OrderBy(k => k.Values.Contains(None)).ToArray();
        return Html.Of($"""
            <h2>Recipes and their differences</h2>
            {(keys.Length == 0 ? Html.Of($"<p>All runs have the same recipe.</p>") : Html.Of($"""
                <div class="wide"><table><thead><tr><th>key</th>{models.Select(m => Html.Of($"<th>{m.Name}</th>"))}</tr></thead><tbody>
                {keys.Select(k => Html.Of($"<tr><th scope=\"row\">{k.Key}</th>{k.Values.Select(v => Html.Of($"<td>{v}</td>"))}</tr>"))}
                </tbody></table></div>
                """))}
            <details><summary>Whole recipe of {models[0].Name}</summary>{Whole(models[0].Runs[0].Info.Recipe)}</details>
            """);
    }

    /// <summary>All keys of one recipe.</summary>
    public static Html Whole(JsonObject recipe) => FactTable.Of(recipe.Select(k => (k.Key, Text(k.Value))));

    // Each value that the model's runs have, in their order.
    private static string Values(IReadOnlyList<ReportedRun> runs, string key) =>
        string.Join(Between, runs.Select(r => r.Info.Recipe.ContainsKey(key) ? Text(r.Info.Recipe[key]) : None).Distinct());

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(" ", list.Select(Text)),
        _ => value.ToString(),
    };
}
