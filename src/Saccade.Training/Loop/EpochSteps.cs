namespace Saccade.Training;

/// <summary>Trains the steps of epochs: runs them, journals their means, notes what is odd, and saves where a checkpoint is due within an epoch.</summary>
internal sealed class EpochSteps(TrainingRequest request, TrainingSession session, StepRunner runner, EpochOrder order, RunCheckpoints checkpoints)
{
    // Steps at an epoch's end whose gradients are looked at, so that one asks for what another does not.
    private const int NormSteps = 4;

    private readonly LossSpikes spikes = new();
    private readonly RunningMeans means = new();

    /// <summary>Runs the steps left in this epoch, fewer when cancelled or when a rule (of time) stops the run.</summary>
    public void Run(ReadAhead reader, CancellationToken cancellation)
    {
        var every = request.Recipe.Trainer.LogEvery;
        checkpoints.Wait();
        var lastLog = (Time: request.Time.GetTimestamp(), session.State.Step);
        while (session.StepInEpoch < order.StepsPerEpoch && !cancellation.IsCancellationRequested)
        {
            using var batch = reader.Take(session.State.Step)!;
            var outcome = runner.Run(batch, session.State.Step, keepNorms: session.StepInEpoch >= order.StepsPerEpoch - NormSteps);
            session.State = session.State with { Step = session.State.Step + 1 };
            Take(outcome);
            if (session.State.Step % every == 0)
            {
                var seconds = request.Time.GetElapsedTime(lastLog.Time).TotalSeconds;
                session.StepsPerSecond = seconds > 0 ? (session.State.Step - lastLog.Step) / seconds : double.NaN;
                lastLog = (request.Time.GetTimestamp(), session.State.Step);
                AppendStep(outcome);
                if (session.JudgeStop() is not null)
                    return;
            }
            session.Progress("train", session.StepInEpoch, order.StepsPerEpoch);
            if (checkpoints.IsDue(session.State.Step))
            {
                session.SaveLast();
                checkpoints.Wait();
            }
        }
    }

    /// <summary>Counts a step in, and notes what is odd about it.</summary>
    private void Take(StepOutcome outcome)
    {
        if (outcome.GradientNorm > request.Recipe.Trainer.WarnNorm && request.Recipe.Trainer.WarnNorm > 0)
            session.Note("large_gradient", FormattableString.Invariant($"the gradient of step {session.State.Step} has a norm of {outcome.GradientNorm:G4} before clipping"));
        if (outcome.Skipped is { } cause)
        {
            session.Note("skipped_batch", $"step {session.State.Step}: {cause}; the batch is left out");
            session.State = session.State with { EpochSkipped = session.State.EpochSkipped + 1 };
            return;
        }
        session.State = session.State with { EpochLossSum = session.State.EpochLossSum + outcome.Loss };
        session.LastLoss = outcome.Loss;
        means.Add(outcome);
        if (spikes.Judge(outcome.Loss) is { } score)
            session.Note("loss_spike", FormattableString.Invariant($"the loss of step {session.State.Step} is {outcome.Loss:G4}, {score:F1} standard deviations above the last hundred"));
    }

    private void AppendStep(StepOutcome outcome)
    {
        var (loss, parts, _) = means.Take();
        session.Append(new StepEntry
        {
            Step = session.State.Step,
            Epoch = session.Epoch,
            Time = session.Now,
            Loss = loss,
            Terms = parts,
            LearningRate = outcome.LearningRate,
            GradientNorm = outcome.GradientNorm,
            StepsPerSecond = session.StepsPerSecond,
            MemoryMb = Math.Round(Environment.WorkingSet / 1e6, 1),
            SamplesSeen = session.SamplesSeen,
            ElapsedSeconds = session.Elapsed,
        });
    }
}
