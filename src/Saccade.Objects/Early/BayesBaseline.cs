using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// <c>bayes</c> and <c>bayes_lives</c>: the best decision after each frame by observers who know how clips are made, of the very clips that the model is judged on.
/// The one who is told the objects' kinds (<see cref="KnownKinds"/>) is a ceiling: no model is told as much, so one that is better has a leak. The one who has only what can
/// be seen (<see cref="SeenLives"/>) is what a model can hope for, shown for information.
/// </summary>
/// <param name="name">The stable name.</param>
/// <param name="isCeiling">Whether nobody can be better.</param>
/// <param name="observer">What is seen, given the pictures' size.</param>
internal sealed class BayesBaseline(string name, bool isCeiling, Func<int, IObserver> observer) : IBaseline
{
    public static BayesBaseline Ceiling { get; } = new("bayes", isCeiling: true, size => new KnownKinds(size));

    public static BayesBaseline Lives { get; } = new("bayes_lives", isCeiling: false, size => new SeenLives(size));

    public string Name => name;

    public bool IsRival => false;

    public bool IsCeiling => isCeiling;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (EarlyData)context.Data;
        var table = new BayesTable(observer(data.Options.Size), data.Options.Frames);
        var simulated = new SimulatedTruths(data.Options);
        for (long i = 0; i < SimulatedTruths.Clips; i++)
            table.Add(simulated.Truth(i));
        return [.. context.Outputs.Select(o => Decided(o, data.Truth(o.Id), table, data.Options.Frames))];
    }

    private static SampleOutput Decided(SampleOutput output, ClipObjects truth, BayesTable table, int frames)
    {
        var after = new float[frames];
        table.Watch(truth, after);
        return output with
        {
            Prediction = after[^1] >= 0.5f ? 1 : 0,
            Probabilities = [1 - after[^1], after[^1]],
            Prefixes = after,
            Early = null,
            Units = [],
            Statistics = null,
        };
    }
}
