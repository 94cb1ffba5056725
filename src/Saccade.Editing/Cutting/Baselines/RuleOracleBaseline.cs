using Saccade.Training;

namespace Saccade.Editing.Cutting.Baselines;

/// <summary><c>oracle</c>: of made corpora, what the editor's rule keeps when it is always followed. It knows the editor, whom the model is not told, so nobody can do better: the editor, who has whims, does not follow it either.</summary>
internal sealed class RuleOracleBaseline : IBaseline
{
    public string Name => "oracle";
    public bool IsRival => false;
    public bool IsCeiling => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) =>
        ((Learning.FootageData)context.Data).Footage(context.Split).All(f => f.StepsByRule is not null)
            ? FootageBaseline.Predict(context, f => StepRange.Of(f.StepsByRule!))
            : [];
}
