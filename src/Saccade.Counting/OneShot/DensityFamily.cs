using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting.OneShot;

/// <summary><c>density</c>: how many there are, and not where, to be compared with.</summary>
internal sealed class DensityFamily : ModelFamily
{
    public override string Name => "density";

    public override IReadOnlyList<OptionGroup> Options { get; } = [new("model", typeof(EncoderOptions))];

    public override ICountingLearner Build(Recipe recipe, CountingData data, Engine engine)
    {
        var model = new DensityModel(engine, recipe.Options<EncoderOptions>(), data.Options.Size, data.Categories.Count);
        model.Initialize();
        return new DensityLearner(model, data);
    }
}
