using Saccade.Counting.Data;
using Saccade.Counting.Historical;
using Saccade.Counting.Learning;
using Saccade.Counting.OneShot;
using Saccade.Counting.Pointing;
using Saccade.Counting.Stopping;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting;

/// <summary>A model that counts and that recipes can name: its keys, and how it is built. To add one, write it in a folder of its own and put it into <see cref="All"/>.</summary>
internal abstract class ModelFamily
{
    /// <summary>The registry.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } = [new PointingFamily(), new MarkedFamily(), new HeatMapFamily(), new DensityFamily()];

    /// <summary>As in <c>model: pointing</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its keys besides those of <c>data.*</c>, which are the same for all.</summary>
    public abstract IReadOnlyList<OptionGroup> Options { get; }

    /// <exception cref="RecipeException">No model has this name; the message gives the nearest.</exception>
    public static ModelFamily Named(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new RecipeException("recipe", 0, "model", $"is '{name}', which is no model that counts; the nearest is '{NearestName.Of(name, All.Select(f => f.Name))}'");

    /// <inheritdoc cref="IApplication.Build"/>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    public abstract ICountingLearner Build(Recipe recipe, CountingData data, Engine engine);

    /// <summary>Where a run stops counting; null of a model that does not go step by step.</summary>
    /// <param name="recipe">Of the run.</param>
    /// <param name="validation">What the best epoch so far said of the validation images.</param>
    /// <param name="openData">Opens what it was trained on.</param>
    public virtual CountStopping? Stopping(Recipe recipe, IReadOnlyList<SampleOutput> validation, Func<CountingData> openData) => null;
}
