using Saccade.Training;

namespace Saccade.Editing.Cutting.Baselines;

/// <summary><c>keep_all</c>: nothing is cut.</summary>
internal sealed class KeepAllBaseline : IBaseline
{
    public string Name => "keep_all";
    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) => FootageBaseline.Predict(context, f => [new(0, f.Features.Steps)]);
}
