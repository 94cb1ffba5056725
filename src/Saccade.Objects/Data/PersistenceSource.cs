using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Data;

/// <summary>Opens the clips that a recipe names: a stored set, or clips made while training; with the labels of others where the run is a control.</summary>
public static class PersistenceSource
{
    /// <summary>The recipe's <c>data</c> when clips are made while training.</summary>
    private const string Generated = "generated";

    /// <exception cref="RunException">They cannot be opened, or made; names the file or the key.</exception>
    public static IPersistenceData Open(Recipe recipe)
    {
        var options = recipe.Options<PersistenceDataOptions>();
        PersistenceData clips = recipe.Run.Data is "" or Generated ? Made(options) : StoredPersistence.Open(recipe.Run.Data);
        return options.Permuted ? PermutedPersistence.Owning(clips, recipe.Run.Seed) : clips;
    }

    private static GeneratedPersistence Made(PersistenceDataOptions options)
    {
        try
        {
            return new GeneratedPersistence(new PersistenceGenerator(options.ToClipOptions()), options.Train, options.Validation, options.Test);
        }
        catch (ArgumentException outOfRange)
        {
            throw new RunException($"recipe: data.{outOfRange.Message}", outOfRange);
        }
    }
}
