using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Counting.Stopping;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting.OneShot;

/// <summary><c>heat_map</c>: all centres at one look, to be compared with.</summary>
internal sealed class HeatMapFamily : ModelFamily
{
    public override string Name => "heat_map";

    public override IReadOnlyList<OptionGroup> Options { get; } = [new("model", typeof(EncoderOptions))];

    public override ICountingLearner Build(Recipe recipe, CountingData data, Engine engine)
    {
        var model = new HeatMapModel(engine, recipe.Options<EncoderOptions>(), data.Options.Size, data.Categories.Count);
        model.Initialize();
        return new HeatMapLearner(model, data);
    }

    /// <summary>From which probability on a peak is a thing, as far as that leads counts astray least.</summary>
    public override CountStopping? Stopping(Recipe recipe, IReadOnlyList<SampleOutput> validation, Func<CountingData> openData) => CountStopping.Fit(validation, prior: 0, isFitted: true);
}
