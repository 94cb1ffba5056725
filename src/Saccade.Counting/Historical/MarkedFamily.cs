using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Counting.Stopping;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting.Historical;

/// <summary><c>marked</c>: marks drawn into the picture, which is looked at anew at each step.</summary>
internal sealed class MarkedFamily : ModelFamily
{
    public override string Name => "marked";

    public override IReadOnlyList<OptionGroup> Options { get; } =
    [
        new("model", typeof(EncoderOptions)), new("head", typeof(HeadOptions)), new("marks", typeof(MarkOptions)), new("loss", typeof(MarkedLossOptions)), new("count", typeof(MarkedCountOptions)),
    ];

    public override ICountingLearner Build(Recipe recipe, CountingData data, Engine engine)
    {
        var (encoder, head, loss) = (recipe.Options<EncoderOptions>(), recipe.Options<HeadOptions>(), recipe.Options<MarkedLossOptions>());
        MarkedModel model = head.Place == PlaceForm.Cell
            ? new ChoosingModel(engine, encoder, loss, data.Options.Size, data.Categories.Count)
            : new RegressingModel(engine, encoder, head, loss, data.Options.Size, data.Categories.Count);
        model.Initialize();
        return new MarkedLearner(model, recipe.Options<MarkOptions>(), recipe.Options<MarkedCountOptions>(), data);
    }

    /// <summary>Where the recipe says: nothing is fitted.</summary>
    public override CountStopping Stopping(Recipe recipe, IReadOnlyList<SampleOutput> validation, Func<CountingData> openData) => recipe.Options<MarkedCountOptions>().Stopping;
}
