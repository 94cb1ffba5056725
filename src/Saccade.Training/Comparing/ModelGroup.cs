using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>The runs of one model: of the same recipe with different seeds. Compared models are compared as these.</summary>
/// <param name="Name">How differences call it: the run's folder, or for several runs what their names have in common.</param>
/// <param name="Label">Short, for tables.</param>
/// <param name="Runs">Where its runs stand in the list that was grouped.</param>
internal sealed record ModelGroup(string Name, string Label, IReadOnlyList<int> Runs)
{
    /// <summary>Keys that tell runs of one model apart, or that change nothing that is learnt.</summary>
    private static readonly string[] NotTheModel = ["seed", "data", "threads"];

    private const int ShortestName = 2;

    /// <summary>
    /// Groups in the order of their first runs. Two runs of the same seed stay apart, since they are the same run twice.
    /// </summary>
    /// <param name="runs">At least one.</param>
    /// <param name="comparesSeeds">Whether runs of one recipe alone stay apart too, each as a model of its own: then it is the seeds that are compared.</param>
    public static IReadOnlyList<ModelGroup> Of(IReadOnlyList<ComparedRun> runs, bool comparesSeeds)
    {
        var byRecipe = runs.Index().GroupBy(r => Identity(r.Item.Info)).ToArray();
        var groups = byRecipe.Length == 1 && comparesSeeds
            ? runs.Index().Select(r => new[] { r.Index })
            : byRecipe.SelectMany(g => g.Select(r => Seed(r.Item.Info)).Distinct().Count() == g.Count() ? [g.Select(r => r.Index).ToArray()] : g.Select(r => new[] { r.Index }));
        var made = new List<ModelGroup>();
        foreach (var indices in groups.OrderBy(g => g[0]))
        {
            var label = indices.Length == 1 ? runs[indices[0]].Label : Common(indices.Select(i => runs[i].Label)) is { Length: >= ShortestName } common ? common : runs[indices[0]].Info.Model;
            label = Unused(label, made.Select(m => m.Label));
            made.Add(new ModelGroup(indices.Length == 1 ? runs[indices[0]].Evaluation.Run : label, WithoutTask(label, runs[0].Info.Task), indices));
        }
        return made;
    }

    /// <summary>The seed of a run's recipe.</summary>
    public static int Seed(RunInfo info) => (int?)info.Recipe["seed"] ?? 0;

    private static string Identity(RunInfo info)
    {
        var recipe = (JsonObject)info.Recipe.DeepClone();
        foreach (var key in NotTheModel)
            recipe.Remove(key);
        return $"{recipe.ToJsonString()} {info.From}";
    }

    /// <summary>What names begin with alike, without the word for the seed that follows.</summary>
    private static string Common(IEnumerable<string> names)
    {
        var all = names.ToArray();
        var length = Enumerable.Range(0, all.Min(n => n.Length) + 1).Last(l => all.All(n => n.StartsWith(all[0][..l], StringComparison.Ordinal)));
        var common = all[0][..length].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('-', '_', '.', ' ');
        return common.EndsWith("-seed", StringComparison.Ordinal) || common.EndsWith("_seed", StringComparison.Ordinal) ? common[..^5] : common;
    }

    /// <summary>Compared models have one task, and recipes are called after it and the model: <c>trajectories-magvit</c>. The model is enough.</summary>
    private static string WithoutTask(string label, string task) =>
        label.StartsWith($"{task}-", StringComparison.Ordinal) && label[(task.Length + 1)..] is { Length: >= ShortestName } model && !model.StartsWith("seed", StringComparison.Ordinal) ? model : label;

    private static string Unused(string label, IEnumerable<string> used)
    {
        var unused = label;
        for (var number = 2; used.Contains(unused); number++)
            unused = $"{label} ({number})";
        return unused;
    }
}
