namespace Saccade.Training;

/// <summary>Where a training stands from step to step, and how that is told: what the steps of an epoch and its validation share.</summary>
internal sealed class TrainingSession
{
    private readonly TrainingRequest request;
    private readonly EpochOrder order;
    private readonly IStopRule? stopRule;
    private readonly RunCheckpoints checkpoints;
    private readonly RunLog log;
    private readonly List<EpochEntry> epochs;
    private readonly double elapsedBefore;
    private readonly long begun;

    /// <param name="request">What is trained.</param>
    /// <param name="order">Which samples each step takes.</param>
    /// <param name="stopRule">By which it may end early; null: none.</param>
    /// <param name="checkpoints">Of its run.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="log">To which it is told.</param>
    public TrainingSession(TrainingRequest request, EpochOrder order, IStopRule? stopRule, RunCheckpoints checkpoints, TrainingStart start, RunLog log)
    {
        this.request = request;
        this.order = order;
        this.stopRule = stopRule;
        this.checkpoints = checkpoints;
        this.log = log;
        epochs = [.. start.Epochs];
        elapsedBefore = start.ElapsedSeconds;
        State = start.State;
        begun = request.Time.GetTimestamp();
    }

    public TrainingState State { get; set; }

    /// <summary>The last step's; NaN before the first.</summary>
    public double LastLoss { get; set; } = double.NaN;

    /// <summary>Lately; NaN when not yet known.</summary>
    public double StepsPerSecond { get; set; } = double.NaN;

    /// <summary>Those that are done.</summary>
    public IReadOnlyList<EpochEntry> Epochs => epochs;

    /// <summary>The one that is being trained, from 1.</summary>
    public int Epoch => State.EpochsDone + 1;

    /// <summary>Its finished steps.</summary>
    public long StepInEpoch => State.Step - State.EpochsDone * order.StepsPerEpoch;

    /// <summary>Since the run began, repeats counted.</summary>
    public long SamplesSeen => State.Step * order.BatchSize;

    /// <summary>Seconds spent training since the run began, without pauses.</summary>
    public double Elapsed => elapsedBefore + request.Time.GetElapsedTime(begun).TotalSeconds;

    /// <summary>The time by the run's clock.</summary>
    public DateTimeOffset Now => log.Now;

    public void Append(JournalEntry entry)
    {
        log.Append(entry);
        if (entry is EpochEntry epoch)
            epochs.Add(epoch);
    }

    public void Note(string kind, string message) => log.Note(State, kind, message);

    /// <summary>Tells how far a phase is, and beats.</summary>
    public void Progress(string phase, long done, long all) => log.Progress(State, ProgressOf(phase, done, all));

    /// <summary>Beats a last time.</summary>
    public void BeatLast(RunStatus status) => log.Beat(State, status, ProgressOf("train", StepInEpoch, order.StepsPerEpoch));

    /// <summary>Why the run is to end here; null: it is not.</summary>
    public string? JudgeStop() => stopRule?.Judge(new TrainingHistory(epochs, Elapsed));

    /// <summary>The journal must hold what a checkpoint counts on before there is one.</summary>
    public void SaveLast()
    {
        log.FlushToDisk();
        checkpoints.SaveLast(State);
    }

    /// <inheritdoc cref="SaveLast"/>
    public void SaveEpoch(EpochEntry entry)
    {
        log.FlushToDisk();
        checkpoints.SaveEpoch(entry, State);
    }

    private TrainingProgress ProgressOf(string phase, long done, long all)
    {
        var epochsToCome = request.Recipe.Run.Epochs;
        var total = order.StepsPerEpoch * epochsToCome;
        TimeSpan? remaining = State.Step > 0 ? TimeSpan.FromSeconds(Elapsed / State.Step * (total - State.Step)) : null;
        return new TrainingProgress(phase, Math.Min(Epoch, epochsToCome), epochsToCome, done, all, LastLoss, StepsPerSecond, TimeSpan.FromSeconds(Elapsed), remaining);
    }
}
