namespace Saccade.Training;

/// <summary>The whole course of one run: training, judging on the validation split, the host's report, and a last copy to the mirror.</summary>
public static class TrainingJob
{
    /// <param name="request">What to train.</param>
    /// <param name="report">Writes the host's report of the judged run.</param>
    /// <param name="cancellation">Saves and stops the training, or ends the judging.</param>
    /// <exception cref="OperationCanceledException">Cancelled while the finished run was judged.</exception>
    public static JobResult Run(TrainingRequest request, Action<JudgedJob> report, CancellationToken cancellation)
    {
        var trained = Trainer.Train(request, cancellation);
        return new JobResult(trained, trained.Status == RunStatus.Finished ? Judge(request, trained.Run, report, cancellation) : null);
    }

    /// <summary>Judges a run that has finished training.</summary>
    internal static Evaluation Judge(TrainingRequest request, RunFolder run, Action<JudgedJob> report, CancellationToken cancellation)
    {
        var judged = RunEvaluator.Evaluate(new EvaluationRequest
        {
            Application = request.Application,
            Recipe = request.Recipe,
            Run = run,
            Split = Split.Validation,
            Accepted = request.AllAccepted,
            Progress = progress => request.Observer?.OnProgress(progress),
        }, cancellation);
        report(new JudgedJob(request.Application, run, judged.Evaluation));
        if (request.Mirror is { } mirror && RunMirror.Copy(run, mirror) is { } error)
            request.Observer?.OnEntry(new NoteEntry { Step = 0, Epoch = 1, Time = request.Time.GetUtcNow(), Kind = "mirror", Message = RunMirror.Failing(mirror, error) });
        return judged.Evaluation;
    }
}

/// <summary>A run that was trained and judged, as the host reports it.</summary>
public sealed record JudgedJob(IApplication Application, RunFolder Run, Evaluation Evaluation);

/// <summary>How a run ended.</summary>
/// <param name="Training">How its training ended.</param>
/// <param name="Evaluation">On the validation split; null when training was stopped.</param>
public sealed record JobResult(TrainingResult Training, Evaluation? Evaluation);
