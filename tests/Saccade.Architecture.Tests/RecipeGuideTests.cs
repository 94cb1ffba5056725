using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Saccade.Counting;
using Saccade.Editing;
using Saccade.Objects;
using Saccade.Objects.Early;
using Saccade.Objects.Shapes;
using Saccade.Training;
using Saccade.Trajectories;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Architecture.Tests;

/// <summary>docs/recipes.md lists every key that recipes have, and no other, with the default that the code gives it.</summary>
public partial class RecipeGuideTests
{
    private static readonly (string Task, string Name)[] Models =
        [("trajectories", "magvit"), ("trajectories", "transformer"), ("trajectories", "i3d"), ("trajectories", "slowfast"), ("trajectories", "keypoints"), ("trajectories", "tokens"), ("tokenizer", "fsq"), ("shapes", "resnet18"), ("persistence", "objects"), ("persistence", "resnet"), ("early", "early"), ("editing", "historical"), ("editing", "tracks"), ("editing", "cuts"), ("counting", "pointing"), ("counting", "marked"), ("counting", "heat_map"), ("counting", "density")];

    /// <summary>The tasks whose recipes have what stands under a heading; all have the others.</summary>
    private static readonly Dictionary<string, string[]> OwnSections = new()
    {
        ["## Trajectories: `data.*`"] = ["trajectories", "tokenizer"],
        ["## Trajectories: `head.*`"] = ["trajectories"],
        ["## Tokenizer: `loss.*`"] = ["tokenizer"],
        ["## Shapes: `data.*`"] = ["shapes"],
        ["## Persistence: `data.*`"] = ["persistence", "early"],
        ["## Persistence: `tokens.*`"] = ["persistence"],
        ["## Early: `loss.*`"] = ["early"],
        ["## Counting: `data.*`, `model.*`"] = ["counting"],
    };

    private static readonly string[] Chosen = ["task", "model"];

    [Fact]
    public void The_guide_to_recipes_has_every_key_with_its_default()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/recipes.md"));
        var applications = new ApplicationList(new TrajectoriesApplication(), new TokenizerApplication(), new ShapesApplication(), new PersistenceApplication(), new EarlyApplication(), new EditingApplication(), new CountingApplication());
        foreach (var (task, model) in Models)
        {
            var (application, recipe) = applications.Bind(RecipeFile.Parse($"task: {task}\nmodel: {model}\n", "test"));
            var defaults = recipe.ToJson();
            var keys = application.OptionGroups(recipe.Run).SelectMany(g => g.Keys)
                .Concat(new OptionGroup("", typeof(RunOptions)).Keys).Concat(new OptionGroup("trainer", typeof(TrainerOptions)).Keys).Select(k => k.Name).Order();
            var documented = Rows(WithoutOtherModels(WithoutOtherTasks(text, task), model));
            Assert.Equal(keys, documented.Keys.Order());
            foreach (var (key, said) in documented.Where(d => !Chosen.Contains(d.Key)))
                Assert.True(Text(defaults[key]) == said, $"docs/recipes.md says that {key} is {said} by default; with model {model} it is {Text(defaults[key])}.");
        }
    }

    private static Dictionary<string, string> Rows(string text) => Row().Matches(text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private static string WithoutOtherTasks(string text, string task)
    {
        foreach (var heading in OwnSections.Where(s => !s.Value.Contains(task)).Select(s => s.Key))
        {
            var start = text.IndexOf(heading, StringComparison.Ordinal);
            text = text[..start] + text[text.IndexOf("\n## ", start, StringComparison.Ordinal)..];
        }
        return text;
    }

    private static string WithoutOtherModels(string text, string model)
    {
        foreach (var other in Models.Select(m => m.Name).Where(m => m != model))
        {
            var start = text.IndexOf($"`model: {other}`", StringComparison.Ordinal);
            var end = text.IndexOf("`model: ", start + 1, StringComparison.Ordinal);
            text = text[..start] + (end < 0 ? "" : text[end..]);
        }
        return text;
    }

    private static string Text(JsonNode? value) => value switch
    {
        JsonArray { Count: 0 } => "empty",
        JsonArray list => string.Join(", ", list.Select(Text)),
        null => "empty",
        _ => value.ToString() is { Length: > 0 } text ? text : "empty",
    };

    [GeneratedRegex(@"(?m)^\| `([a-z_.]+)` \| [^|]+ \| ([^|]+) \|")]
    private static partial Regex Row();
}
