using System.Text;
using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>A bound recipe: every key has a value of the right type within its range. Made by <see cref="RecipeFile.Bind"/>.</summary>
public sealed class Recipe
{
    private readonly (OptionGroup Group, object Options)[] groups;

    internal Recipe(RunOptions run, IEnumerable<(OptionGroup, object)> groups)
    {
        Run = run;
        this.groups = [.. groups];
    }

    /// <summary>The keys common to all recipes.</summary>
    public RunOptions Run { get; }

    /// <summary>The trainer's own keys, <c>trainer.*</c>.</summary>
    public TrainerOptions Trainer => Options<TrainerOptions>();

    /// <summary>The options of the group whose record type is <typeparamref name="T"/>.</summary>
    public T Options<T>() where T : class =>
        groups.Select(g => g.Options).OfType<T>().FirstOrDefault()
        ?? throw new InvalidOperationException($"The application declared no group of {typeof(T).Name}.");

    /// <summary>The same recipe with other common options, for example fewer epochs for a control.</summary>
    public Recipe With(RunOptions run) => new(run, groups.Select(g => (g.Group, g.Options is RunOptions ? run : g.Options)));

    /// <summary>The resolved recipe: one flat object with every key that has a value.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (group, options) in groups)
        {
            foreach (var key in group.Keys)
            {
                if (key.Get(options) is { } value)
                    json[key.Name] = value;
            }
        }
        return json;
    }

    /// <summary>The resolved recipe as YAML that <see cref="RecipeFile.Parse"/> reads back to the same values.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in ToJson())
            text.Append(key).Append(": ").Append(value!.ToJsonString()).Append('\n'); // JSON scalars and arrays are YAML
        return text.ToString();
    }
}
