using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// <c>bayes</c> and <c>bayes_lives</c>: the best decision after each frame by observers who know how clips are made, of the very clips that the model is judged on.
/// The one who is told the objects' kinds (<see cref="KnownKinds"/>) is a ceiling: no model is told as much, so one that is better has a leak. The one who has only what can
/// be seen (<see cref="SeenLives"/>) is what a model can hope for, shown for information.
/// </summary>
internal sealed class BayesBaseline : IBaseline
{
    private readonly Observers observers;
    private readonly int which;

    private BayesBaseline(string name, Observers observers, int which) => (Name, this.observers, this.which) = (name, observers, which);

    public string Name { get; }

    public bool IsRival => false;

    public bool IsCeiling => which == 0;

    /// <summary>Both observers, who count the same simulated clips.</summary>
    public static IBaseline[] Both()
    {
        var observers = new Observers();
        return [new BayesBaseline("bayes", observers, 0), new BayesBaseline("bayes_lives", observers, 1)];
    }

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (EarlyData)context.Data;
        var table = observers.Of(data.Options)[which];
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

    /// <summary>Posteriors of the last data asked about.</summary>
    private sealed class Observers
    {
        private PersistenceClipOptions? counted;
        private BayesTable[] tables = [];

        public BayesTable[] Of(PersistenceClipOptions options)
        {
            lock (this)
            {
                if (counted == options)
                    return tables;
                tables = [new(new KnownKinds(options.Size), options.Frames), new(new SeenLives(options), options.Frames)];
                var simulated = new SimulatedTruths(options);
                for (long i = 0; i < SimulatedTruths.Clips; i++)
                {
                    var truth = simulated.Truth(i);
                    foreach (var table in tables)
                        table.Add(truth);
                }
                counted = options;
                return tables;
            }
        }
    }
}
