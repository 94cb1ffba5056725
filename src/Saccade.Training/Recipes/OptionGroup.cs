using System.Reflection;

namespace Saccade.Training;

/// <summary>
/// The keys under one prefix, given by a record of options: each public property with a setter is a key, its initial
/// value the default, <c>required</c> makes it mandatory. <c>new OptionGroup("model", typeof(MagvitOptions))</c> turns
/// the property <c>Depth</c> into the key <c>model.depth</c>.
/// </summary>
public sealed class OptionGroup
{
    private readonly Type type;

    /// <param name="prefix">Without the dot; empty for the keys common to all recipes.</param>
    /// <param name="optionsType">A record with a parameterless constructor.</param>
    public OptionGroup(string prefix, Type optionsType)
    {
        Prefix = prefix;
        type = optionsType;
        Keys = [.. optionsType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is { IsPublic: true })
            .Select(p => new OptionKey(prefix, p))];
    }

    public string Prefix { get; }
    public Type OptionsType => type;
    public IReadOnlyList<OptionKey> Keys { get; }

    /// <summary>Makes the record from the recipe's entries; keys that are not this group's are ignored here.</summary>
    /// <param name="file">The recipe.</param>
    /// <param name="faults">Gets what is wrong; a key at fault keeps its default.</param>
    internal object Bind(RecipeFile file, List<RecipeException> faults)
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var key in Keys)
        {
            try
            {
                if (file.TryGet(key.Name, out var entry))
                    key.Set(options, entry);
                else if (key.IsRequired)
                    faults.Add(new(file.Source, 0, key.Name, "is missing; every recipe has it"));
            }
            catch (RecipeException fault)
            {
                faults.Add(fault);
            }
        }
        return options;
    }
}
