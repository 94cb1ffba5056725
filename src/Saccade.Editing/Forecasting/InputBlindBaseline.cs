using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// <c>input_blind</c>: a model of the same recipe that is told of tracks alone, and of nothing that is heard and seen, in training and when it is judged. Where a model is no better, it knows habits of
/// the clock and of tracks among each other, and does not need the content.
/// </summary>
internal sealed class InputBlindBaseline : IBaseline
{
    public string Name => "input_blind";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (TrackData)context.Data;
        return data.Facts.Content.Count == 0 ? [] : context.TrainControl(Name, data.WithoutContent(), context.Split);
    }
}
