using System.Diagnostics;
using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>How long a model takes for one sample alone.</summary>
internal static class SampleLatency
{
    private const int WarmUps = 5;
    private const int FewestRepeats = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Median time in milliseconds, forward and decoding without reading, measured for about a second; the model in evaluation.</summary>
    public static double Measure(Engine engine, ILearner learner, Batch sample)
    {
        learner.Model.SetTraining(false);
        for (var i = 0; i < WarmUps; i++)
            Predict();
        var times = new List<double>();
        for (var all = Stopwatch.StartNew(); times.Count < FewestRepeats || all.Elapsed < Patience;)
            times.Add(Predict());
        return Quantile.OfSorted([.. times.Order()], 0.5);

        double Predict()
        {
            using var scope = engine.BeginScope();
            var watch = Stopwatch.StartNew();
            learner.Evaluate(sample);
            return watch.Elapsed.TotalMilliseconds;
        }
    }
}
