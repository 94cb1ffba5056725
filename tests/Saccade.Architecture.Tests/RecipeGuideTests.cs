using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Saccade.Training;
using Saccade.Trajectories;

namespace Saccade.Architecture.Tests;

/// <summary>docs/recipes.md lists every key that recipes have, and no other, with the default that the code gives it.</summary>
public partial class RecipeGuideTests
{
    private static readonly string[] Models = ["magvit", "transformer", "i3d", "slowfast"];
    private static readonly string[] Chosen = ["task", "model"];

    [Fact]
    public void The_guide_to_recipes_has_every_key_with_its_default()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/recipes.md"));
        var applications = new ApplicationList(new TrajectoriesApplication());
        foreach (var model in Models)
        {
            var (application, recipe) = applications.Bind(RecipeFile.Parse($"task: trajectories\nmodel: {model}\n", "test"));
            var defaults = recipe.ToJson();
            var keys = application.OptionGroups(recipe.Run).SelectMany(g => g.Keys)
                .Concat(new OptionGroup("", typeof(RunOptions)).Keys).Concat(new OptionGroup("trainer", typeof(TrainerOptions)).Keys).Select(k => k.Name).Order();
            var documented = Rows(WithoutOtherModels(text, model));
            Assert.Equal(keys, documented.Keys.Order());
            foreach (var (key, said) in documented.Where(d => !Chosen.Contains(d.Key)))
                Assert.True(Text(defaults[key]) == said, $"docs/recipes.md says that {key} is {said} by default; with model {model} it is {Text(defaults[key])}.");
        }
    }

    private static Dictionary<string, string> Rows(string text) => Row().Matches(text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private static string WithoutOtherModels(string text, string model)
    {
        foreach (var other in Models.Where(m => m != model))
        {
            var start = text.IndexOf($"`model: {other}`", StringComparison.Ordinal);
            var end = text.IndexOf("`model: ", start + 1, StringComparison.Ordinal);
            text = text[..start] + (end < 0 ? "" : text[end..]);
        }
        return text;
    }

    private static string Text(JsonNode? value) => value switch
    {
        JsonArray list => string.Join(", ", list.Select(Text)),
        null => "empty",
        _ => value.ToString() is { Length: > 0 } text ? text : "empty",
    };

    [GeneratedRegex(@"(?m)^\| `([a-z_.]+)` \| [^|]+ \| ([^|]+) \|")]
    private static partial Regex Row();
}
