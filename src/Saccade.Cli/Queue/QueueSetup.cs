using Saccade.Training;

namespace Saccade.Cli.Queue;

/// <summary>Makes the plan of a new queue from recipes and seeds, or takes up that of a queue that was stopped, and turns it into requests.</summary>
internal static class QueueSetup
{
    private const string SeedKey = "seed=";

    /// <param name="applications">Where the recipes' tasks are looked up.</param>
    /// <param name="recipes">Their files, or one list of variants.</param>
    /// <param name="seeds">Each recipe is trained with each; empty: with its own.</param>
    /// <param name="sets"><c>key=value</c> on top of every recipe.</param>
    /// <param name="now">When the queue is made.</param>
    /// <returns>One run for each recipe and seed, recipe by recipe.</returns>
    /// <exception cref="UsageException">A recipe stands there twice, or the seed is said twice.</exception>
    public static QueuePlan Plan(ApplicationList applications, IReadOnlyList<string> recipes, IReadOnlyList<int> seeds, IReadOnlyList<string> sets, DateTimeOffset now)
    {
        if (recipes.GroupBy(Path.GetFullPath).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"the recipe {twice.First()} is given twice; --seeds trains one several times");
        if (seeds.Count > 0 && sets.Any(s => s.StartsWith(SeedKey, StringComparison.Ordinal)))
            throw new UsageException("--seeds and --set seed=.. contradict each other; give one of them");
        var runs = new List<QueuedRun>();
        IReadOnlyList<IReadOnlyList<string>> bySeed = seeds.Count > 0 ? [.. seeds.Select(s => (string[])[.. sets, $"{SeedKey}{s}"])] : [sets];
        foreach (var path in recipes)
        {
            if (VariantList.IsIn(RecipeFile.Load(path)))
                return recipes.Count == 1 ? PlanVariants(applications, path, bySeed, now) : throw new UsageException($"{path} lists variants of a recipe; train it by itself");
            foreach (var all in bySeed)
                Add(path, RecipeFile.Load(path, all));
        }
        return new QueuePlan { Created = now, Runs = runs };

        void Add(string path, RecipeFile file)
        {
            var recipe = applications.Bind(file).Recipe;
            runs.Add(new QueuedRun(Unused($"{Path.GetFileNameWithoutExtension(path)}-seed-{recipe.Run.Seed}", runs), path, recipe.Run.Seed, recipe.ToJson()));
        }
    }

    /// <summary>The recipe as it is, and each of its variants.</summary>
    private static QueuePlan PlanVariants(ApplicationList applications, string path, IReadOnlyList<IReadOnlyList<string>> bySeed, DateTimeOffset now)
    {
        var list = VariantList.Of(RecipeFile.Load(path));
        var runs = bySeed.Select(sets => Run(list.BaseName, list.Recipe(null, sets), null)).ToList();
        var baseline = runs[0].Name;
        foreach (var variant in list.Variants)
            runs.AddRange(bySeed.Select(sets => Run(variant.Name, list.Recipe(variant, sets), variant.From)));
        return runs.GroupBy(r => r.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new UsageException($"{path}: two runs would be called {twice.Key}; give the variant another name")
            : new QueuePlan { Created = now, Runs = runs, Baseline = baseline };

        QueuedRun Run(string name, RecipeFile file, string? from)
        {
            var recipe = applications.Bind(file).Recipe;
            return new QueuedRun($"{name}-seed-{recipe.Run.Seed}", path, recipe.Run.Seed, recipe.ToJson(), from is null ? null : $"{from}-seed-{recipe.Run.Seed}");
        }
    }

    /// <summary>The plan that a queue's folder holds, with the runs that are added to it.</summary>
    /// <param name="applications">Where the recipes' tasks are looked up.</param>
    /// <param name="folder">The queue's.</param>
    /// <param name="recipes">All of the queue's recipes named again, and perhaps more, which are added to it; or none.</param>
    /// <param name="seeds">Seeds named again, with their recipes; perhaps more.</param>
    /// <param name="sets">Keys set again; the data's path and the threads may differ.</param>
    /// <exception cref="UsageException">Something named again is not what the queue began with.</exception>
    public static QueuePlan Resume(ApplicationList applications, string folder, IReadOnlyList<string> recipes, IReadOnlyList<int> seeds, IReadOnlyList<string> sets)
    {
        var plan = QueuePlan.Read(folder);
        if (recipes.Count > 0)
        {
            var again = Plan(applications, recipes, seeds, sets, plan.Created).Runs;
            foreach (var before in plan.Runs)
            {
                var after = again.FirstOrDefault(r => r.Name == before.Name)
                    ?? throw new UsageException($"the queue in {folder} has the run {before.Name}, which is not among those named; name all of its recipes and seeds (more are added), or none: 'saccade train --out {folder} --resume'");
                ChangedRecipe.Refuse(Path.Combine(folder, before.Name), before.Recipe, after.Recipe);
            }
            return plan with { Runs = again };
        }
        if (seeds.Count > 0)
            throw new UsageException($"the queue in {folder} has its seeds already; leave --seeds out");
        return plan with { Runs = [.. plan.Runs.Select(Rebound)] };

        QueuedRun Rebound(QueuedRun run)
        {
            var recipe = applications.Bind(RecipeFile.FromJson(run.Recipe, run.Source, sets)).Recipe.ToJson();
            ChangedRecipe.Refuse(Path.Combine(folder, run.Name), run.Recipe, recipe);
            return run with { Recipe = recipe };
        }
    }

    /// <returns>A request for each run, without observers.</returns>
    public static IReadOnlyList<TrainingRequest> Requests(ApplicationList applications, QueuePlan plan, string folder, string? mirror, TimeProvider clock) =>
    [
        .. plan.Runs.Select(run =>
        {
            var (application, recipe) = applications.Bind(RecipeFile.FromJson(run.Recipe, run.Source));
            return new TrainingRequest
            {
                Application = application,
                Recipe = recipe,
                Folder = Path.Combine(folder, run.Name),
                From = run.From is null ? plan.From : Path.Combine(folder, run.From),
                Mirror = mirror is null ? null : Path.Combine(mirror, run.Name),
                Accepted = plan.Accepted,
                Time = clock,
            };
        }),
    ];

    /// <summary>Recipes of one name in different folders get numbers.</summary>
    private static string Unused(string name, List<QueuedRun> runs)
    {
        var unused = name;
        for (var number = 2; runs.Any(r => r.Name == unused); number++)
            unused = $"{name}-{number}";
        return unused;
    }
}
