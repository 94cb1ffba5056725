using Saccade.Training;

namespace Saccade.Cli.Demo;

/// <summary>Passes a training's progress on, with the time left of the whole demonstration in place of the training's own.</summary>
internal sealed class DemoProgress(ITrainingObserver shown, DemoPlan plan, TimeProvider clock) : ITrainingObserver
{
    private readonly long _start = clock.GetTimestamp();
    private long _stageStart;
    private int _stage = -1;

    /// <summary>The next stage of the plan begins.</summary>
    public DemoStage Next()
    {
        _stageStart = clock.GetTimestamp();
        return plan.Stages[++_stage];
    }

    public void OnEntry(JournalEntry entry) => shown.OnEntry(entry);

    public void OnProgress(TrainingProgress progress) => shown.OnProgress(progress with { Elapsed = clock.GetElapsedTime(_start), Remaining = Remaining() });

    private TimeSpan? Remaining()
    {
        if (plan.Stages.All(s => s.Expected == TimeSpan.Zero))
            return null;
        var elapsed = clock.GetElapsedTime(_stageStart);
        var here = plan.Stages[_stage].Expected - elapsed;
        return plan.Stages.Skip(_stage + 1).Aggregate(here > TimeSpan.Zero ? here : TimeSpan.Zero, (sum, stage) => sum + stage.Expected);
    }
}
