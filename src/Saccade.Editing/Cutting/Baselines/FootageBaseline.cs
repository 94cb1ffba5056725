using Saccade.Editing.Cutting.Footage;
using Saccade.Editing.Cutting.Learning;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Baselines;

/// <summary>A control that answers recording by recording with the steps that it keeps.</summary>
internal static class FootageBaseline
{
    /// <param name="context">Its data is of cut footage.</param>
    /// <param name="keep">What is kept of a recording.</param>
    public static IReadOnlyList<SampleOutput> Predict(BaselineContext context, Func<CutFootage, List<StepRange>> keep) =>
    [
        .. ((FootageData)context.Data).Footage(context.Split).Select(f => CutJudge.Decided(
            new SampleOutput { Id = f.Id, Group = f.Project, Units = [.. f.KeptSteps.Select(k => new UnitOutput(k ? 1 : 0, -1, float.NaN))] }, keep(f))),
    ];
}
