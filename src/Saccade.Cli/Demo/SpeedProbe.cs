using Saccade.Training;

namespace Saccade.Cli.Demo;

/// <summary>How long a model takes for a clip on this machine, measured by training it for a moment.</summary>
/// <param name="TrainSeconds">For a clip in a training step.</param>
/// <param name="JudgeSeconds">For a clip that is only judged.</param>
internal sealed record SpeedProbe(double TrainSeconds, double JudgeSeconds)
{
    private const int WarmUpSteps = 6;

    /// <summary>Enough steps for a median after the warm-up, at 16 clips a step.</summary>
    private static readonly DemoSizes Sizes = new(Clips: 320, Epochs: 1, Validation: 128, Test: 5);

    /// <summary>Trains for a few seconds in a folder of its own, which is removed afterwards.</summary>
    public static SpeedProbe Measure(DemoRecipe demo, ApplicationList applications, string folder, TimeProvider clock, CancellationToken stop)
    {
        var (application, recipe) = demo.Bind(applications, Sizes, seed: 0);
        var watch = new Watch(clock);
        try
        {
            Trainer.Train(new TrainingRequest { Application = application, Recipe = recipe, Folder = folder, Observer = watch, Time = clock }, stop);
            stop.ThrowIfCancellationRequested();
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        return new SpeedProbe(watch.Median("train") / recipe.Run.BatchSize, watch.Median("validate") / recipe.Run.BatchSize);
    }

    private sealed class Watch(TimeProvider clock) : ITrainingObserver
    {
        private readonly Dictionary<string, List<double>> _seconds = [];
        private (string Phase, long Time) _last = ("", 0);

        public void OnEntry(JournalEntry entry)
        {
        }

        public void OnProgress(TrainingProgress progress)
        {
            var now = clock.GetTimestamp();
            if (progress.Phase == _last.Phase)
            {
                if (!_seconds.TryGetValue(progress.Phase, out var list))
                    _seconds[progress.Phase] = list = [];
                list.Add(clock.GetElapsedTime(_last.Time, now).TotalSeconds);
            }
            _last = (progress.Phase, now);
        }

        public double Median(string phase)
        {
            var steady = _seconds[phase].Skip(Math.Min(WarmUpSteps, _seconds[phase].Count / 2)).Order().ToArray();
            return steady[steady.Length / 2];
        }
    }
}
