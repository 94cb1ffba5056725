namespace Saccade.Training;

/// <summary>Ends epochs: judges the model on the validation split, journals and diagnoses what it found, and keeps what belongs to the best epoch.</summary>
internal sealed class EpochValidation(TrainingRequest request, TrainingSession session, RunFolder folder, IDataSource data, StepRunner runner, EpochJudge judge, IReadOnlyList<IMetric> metrics, BestChoice best)
{
    /// <summary>Judges the epoch on the validation split, journals it and saves what is to be kept.</summary>
    /// <returns>False when cancelled before it was done; then the epoch is not finished.</returns>
    public bool Run(CancellationToken cancellation)
    {
        BatchEvaluation judged;
        double firstLoss;
        try
        {
            using (runner.UseAveragedWeights())
            {
                judged = judge.Validate((done, all) => session.Progress("validate", done, all), cancellation);
                firstLoss = judge.FirstLoss();
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        var entry = JudgeEpoch(judged, firstLoss);
        session.Append(entry);
        var inEvaluation = judge.LossOfStep(session.State.Step - 1);
        if (EpochDiagnosis.ModesDisagree(session.LastLoss, inEvaluation))
            session.Note("mode_disagreement", FormattableString.Invariant($"the last batch has loss {session.LastLoss:G4} in training and {inEvaluation:G4} in evaluation: look at the batch norms' statistics"));
        runner.Report(entry.ValidationLoss);
        foreach (var (kind, message) in EpochDiagnosis.Judge(session.Epochs))
            session.Note(kind, message);
        foreach (var finding in request.Application.Diagnose(judged.Outputs))
            session.Note(finding.Name, finding.Detail);
        session.State = session.State with { EpochsDone = session.State.EpochsDone + 1, EpochLossSum = 0, EpochSkipped = 0 };
        if (entry.IsBest)
        {
            KeepWhatFollows(judged.Outputs);
            session.State = session.State with { BestEpoch = entry.Epoch, BestValue = best.Of(entry) };
        }
        session.SaveEpoch(entry);
        DrawSamples(entry.Epoch, judged.Outputs);
        return true;
    }

    /// <summary>Keeps what is fitted to the best epoch's answers on the validation split.</summary>
    private void KeepWhatFollows(IReadOnlyList<SampleOutput> outputs)
    {
        InputDomain.Of(outputs)?.Write(folder);
        if (request.Recipe.Trainer.Temperature)
            Temperature.Fit(outputs)?.Write(folder);
        request.Application.Calibrate(folder, outputs);
    }

    /// <summary>Pictures are for looking at: a run without them is still a run.</summary>
    private void DrawSamples(int epoch, IReadOnlyList<SampleOutput> outputs)
    {
        try
        {
            request.Application.DrawSamples(data, outputs, folder.SamplesOf(epoch));
        }
        catch (RunException failure)
        {
            session.Note("samples", failure.Message);
        }
    }

    private EpochEntry JudgeEpoch(BatchEvaluation judged, double firstLoss)
    {
        var outputs = judged.Outputs.ToArray();
        var once = Enumerable.Repeat(1, outputs.Length).ToArray();
        var entry = new EpochEntry
        {
            Step = session.State.Step,
            Epoch = session.Epoch,
            Time = session.Now,
            TrainLoss = session.StepInEpoch > session.State.EpochSkipped ? session.State.EpochLossSum / (session.StepInEpoch - session.State.EpochSkipped) : double.NaN,
            ValidationLoss = judged.Loss,
            FirstLoss = firstLoss,
            Metrics = metrics.Select(m => (m.Name, Value: m.Evaluate(outputs, once))).Where(m => !double.IsNaN(m.Value)).ToDictionary(m => m.Name, m => m.Value),
            ElapsedSeconds = session.Elapsed,
            SamplesSeen = session.SamplesSeen,
            IsBest = false,
            GradientNorms = runner.TakeNorms(),
        };
        return entry with { IsBest = best.Beats(entry, session.State) };
    }
}
