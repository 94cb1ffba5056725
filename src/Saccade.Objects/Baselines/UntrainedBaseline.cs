using Saccade.Training;

namespace Saccade.Objects.Baselines;

/// <summary><c>untrained</c>: the same model before it was trained: what its form and its initial weights give away, of attention above all.</summary>
internal sealed class UntrainedBaseline : IBaseline
{
    public string Name => "untrained";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) => context.RunUntrained();
}
