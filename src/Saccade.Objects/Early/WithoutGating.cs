using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary><c>without_gating</c>: the same model, looking at every object in every frame. What it is better by is what gating costs.</summary>
internal sealed class WithoutGating : IBaseline
{
    public string Name => "without_gating";

    public bool IsRival => false;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (EarlyData)context.Data;
        return context.Run(new EarlyData(data.Clips, data.Watched, gate: false));
    }
}
