using System.Reflection;
using Saccade.Training;

namespace Saccade.Cli.Demo;

/// <summary>A shipped recipe as the demonstration uses it: the experiment of <c>recipes/</c>, with fewer and smaller clips.</summary>
/// <param name="Source">The file's name.</param>
/// <param name="Text">Its content, which this program carries.</param>
internal sealed record DemoRecipe(string Source, string Text)
{
    /// <summary>Pixels of a clip's side: half of the recipes', so that four times as many clips fit into the time.</summary>
    public const int Size = 32;

    private const string Prefix = "recipes/";

    /// <summary>Every extractor's shipped recipe (<c>trajectories-EXTRACTOR.yaml</c>), in the order of their names. A new one takes part without being named here; variants, and what needs another run first, do not.</summary>
    public static IReadOnlyList<DemoRecipe> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)
            .Where(r => RecipeFile.Parse(r.Text, r.Source) is var file && r.Source == $"{Prefix}trajectories-{file.Peek("model")}.yaml" && file.Peek("model.tokenizer") is null)];

    /// <param name="applications">Where the recipe's task is looked up.</param>
    /// <param name="sizes">How much of everything.</param>
    /// <param name="seed">Of the run and of its clips.</param>
    public (IApplication Application, Recipe Recipe) Bind(ApplicationList applications, DemoSizes sizes, int seed) => applications.Bind(RecipeFile.Parse(Text, Source,
    [
        $"seed={seed}", $"data.seed={seed}", $"epochs={sizes.Epochs}", $"data.size={Size}", $"data.train={sizes.Clips / sizes.Epochs}", $"data.validation={sizes.Validation}", $"data.test={sizes.Test}",
        "checkpoint_every=0", $"stop={(sizes.TimeLimit is { } limit ? $"time({Math.Ceiling(limit.TotalSeconds)}s)" : "")}",
    ]));

    private static DemoRecipe Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return new DemoRecipe(name, reader.ReadToEnd());
    }
}

/// <summary>How much data a demonstration uses for each model.</summary>
/// <param name="Clips">Clips seen in training, none of them twice; a multiple of <paramref name="Epochs"/>.</param>
/// <param name="Epochs">How often it is validated meanwhile.</param>
/// <param name="Validation">Clips of the validation split.</param>
/// <param name="Test">Clips that the final numbers come from.</param>
/// <param name="TimeLimit">When training stops early because the machine has become slower than it was measured; null never.</param>
internal sealed record DemoSizes(int Clips, int Epochs, int Validation, int Test, TimeSpan? TimeLimit = null);
