using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting.Pointing;

/// <summary><c>pointing</c>: looks once, and chooses one thing after another.</summary>
internal sealed class PointingFamily : ModelFamily
{
    public override string Name => "pointing";

    public override IReadOnlyList<OptionGroup> Options { get; } = [new("model", typeof(EncoderOptions)), new("loss", typeof(PointingLossOptions)), new("count", typeof(RolloutOptions))];

    public override ICountingLearner Build(Recipe recipe, CountingData data, Engine engine)
    {
        var model = new PointingModel(engine, recipe.Options<EncoderOptions>(), data.Options.Size, data.Categories.Count);
        model.Initialize();
        return new PointingLearner(model, recipe.Options<PointingLossOptions>(), recipe.Options<RolloutOptions>(), data);
    }

    public override CountStopping? Stopping(Recipe recipe, IReadOnlyList<SampleOutput> validation, Func<CountingData> openData)
    {
        var options = recipe.Options<RolloutOptions>();
        return CountStopping.Fit(validation, options.PriorCorrection ? Prior() : 0, options.FittedStop);

        double Prior()
        {
            using var data = openData();
            return PriorShift.Of(data, recipe.Options<PointingLossOptions>().Done, data.Options.OwnSteps);
        }
    }
}
