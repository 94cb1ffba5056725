using Saccade.Tensors;
using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Extractors;

/// <summary>An extractor that recipes can name: its options are the keys <c>model.*</c>.</summary>
/// <param name="Name">As in <c>model: magvit</c>.</param>
/// <param name="Options">The keys.</param>
/// <param name="Build">Makes one with the recipe's options for clips of this kind; its parameters are not initialised yet.</param>
public sealed record ExtractorFamily(string Name, OptionGroup Options, Func<Recipe, ClipOptions, Engine, Extractor> Build)
{
    /// <summary>The registry. A new extractor is a new file and a line here.</summary>
    public static IReadOnlyList<ExtractorFamily> All { get; } = [MagvitExtractor.Family, VideoTransformer.Family, I3dExtractor.Family, SlowFastExtractor.Family, KeypointExtractor.Family, TokenTransformer.Family];

    /// <exception cref="RecipeException">No extractor has this name; the message gives the nearest.</exception>
    public static ExtractorFamily Named(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new RecipeException("recipe", 0, "model", $"is '{name}', which is no extractor; the nearest is '{NearestName.Of(name, All.Select(f => f.Name))}'");

    /// <param name="name">As in recipes.</param>
    /// <param name="build">Makes one.</param>
    internal static ExtractorFamily Of<TOptions>(string name, Func<TOptions, ClipOptions, Engine, Extractor> build)
        where TOptions : class =>
        new(name, new OptionGroup("model", typeof(TOptions)), (recipe, clips, engine) => build(recipe.Options<TOptions>(), clips, engine));
}
