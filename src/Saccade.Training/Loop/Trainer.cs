using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>
/// Trains one run from a request to its final checkpoint: epochs of steps, validation after each, journal and heartbeat along
/// the way. A run that is killed at any step and resumed ends with the same bytes as one that is not.
/// </summary>
public sealed class Trainer : IDisposable
{
    // Steps at an epoch's end whose gradients are looked at, so that one asks for what another does not.
    private const int NormSteps = 4;

    private readonly TrainingRequest request;
    private readonly RunOptions options;
    private readonly RunFolder folder;
    private readonly IDisposable folderLock;
    private readonly IDataSource data;
    private readonly Engine engine;
    private readonly ILearner learner;
    private readonly EpochOrder order;
    private readonly StepRunner runner;
    private readonly EpochJudge judge;
    private readonly RunCheckpoints checkpoints;
    private readonly IStopRule? stopRule;
    private readonly BestChoice best;
    private readonly List<EpochEntry> epochs = [];
    private readonly LossSpikes spikes = new();
    private readonly RunningMeans means = new();
    private readonly RunInfo? resumed;
    private readonly (int Filled, int All) started;
    private readonly IReadOnlyList<IMetric> metrics;
    private RunLog log = null!;
    private TrainingState state = null!;
    private long sessionStart;
    private double elapsedBefore;
    private double stepsPerSecond = double.NaN;
    private double lastLoss = double.NaN;

    private Trainer(TrainingRequest request)
    {
        this.request = request;
        options = request.Recipe.Run;
        metrics = request.Application.MetricsOf(request.Recipe);
        stopRule = StopRuleParser.Parse(options.Stop, metrics.ToDictionary(m => m.Name, m => m.HigherIsBetter));
        best = new BestChoice(request.Recipe.Trainer.BestBy, metrics);
        // The folder comes last: a recipe, data or model that cannot be used leaves nothing behind.
        if (request.Resume)
            resumed = RunFolder.Open(request.Folder).ReadInfo();
        data = request.Application.OpenData(request.Recipe);
        engine = NewEngine(options);
        try
        {
            learner = request.Application.Build(request.Recipe, data, engine);
            if (resumed is null || !RunCheckpoints.Exist(RunFolder.Open(request.Folder)))
                learner.LoadPretrained();
            // Before the optimiser is made: an average of the weights begins with those of the start.
            if ((resumed is null ? request.From : resumed.From) is { } from)
                started = Checkpoint.LoadFitting(RunFolder.Open(from).WeightsPath, learner.Model);
            order = new EpochOrder(data, options.BatchSize, engine.Seed, request.Recipe.Trainer.PartialBatches);
            runner = new StepRunner(engine, learner, request.Recipe, order, order.StepsPerEpoch * options.Epochs);
            judge = new EpochJudge(engine, learner, data, request.Recipe, order);
            DiskSpace.Require(request.Folder, RunNeeds.DiskOf(request.Recipe, learner.Model, data) - BytesIn(request.Folder));
            folder = request.Resume ? RunFolder.Open(request.Folder) : RunFolder.Create(request.Folder);
            folderLock = folder.Lock();
            checkpoints = new RunCheckpoints(folder, request.Recipe, runner, request.Time);
        }
        catch
        {
            engine.Dispose();
            data.Dispose();
            throw;
        }
    }

    private int Epoch => state.EpochsDone + 1;
    private long StepInEpoch => state.Step - state.EpochsDone * order.StepsPerEpoch;
    private double Elapsed => elapsedBefore + request.Time.GetElapsedTime(sessionStart).TotalSeconds;

    /// <summary>Trains until the last epoch, a stopping rule, or <paramref name="cancellation"/>, which saves and stops cleanly.</summary>
    /// <exception cref="RunException">Anything that ended the run early, in one line; the run's status says <c>failed</c>.</exception>
    /// <exception cref="RecipeException">The recipe's stopping rule or best metric is unknown.</exception>
    public static TrainingResult Train(TrainingRequest request, CancellationToken cancellation)
    {
        using var trainer = new Trainer(request);
        return trainer.Run(cancellation);
    }

    /// <summary>An engine with the recipe's seed and threads.</summary>
    internal static Engine NewEngine(RunOptions options) => new(new EngineOptions
    {
        Seed = (ulong)options.Seed,
        Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
    });

    public void Dispose()
    {
        engine.Dispose();
        data.Dispose();
        folderLock.Dispose();
    }

    /// <summary>What a run that goes on has on disk already.</summary>
    private static long BytesIn(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) : 0;

    private TrainingResult Run(CancellationToken cancellation)
    {
        try
        {
            using var journal = resumed is null ? Begin() : Resume(resumed);
            sessionStart = request.Time.GetTimestamp();
            log = new RunLog(folder, journal, $"{options.Task}/{options.Model}", request.Observer, request.Time);
            using var mirror = request.Mirror is null ? null : new RunMirror(folder, request.Mirror, message => log.Note(state, "mirror", message), request.Time);
            return RunJournaled(cancellation);
        }
        catch (Exception e)
        {
            WithoutHiding(() => MarkFailed(RunException.OneLine(e.Message)));
            throw;
        }
    }

    private TrainingResult RunJournaled(CancellationToken cancellation)
    {
        try
        {
            log.Append(new StartEntry
            {
                Step = state.Step,
                Epoch = Epoch,
                Time = log.Now,
                Epochs = options.Epochs,
                StepsPerEpoch = order.StepsPerEpoch,
                Parameters = learner.Model.ParameterCount,
                Threads = engine.Threads,
            });
            if (started.Filled > 0 && state.Step == 0)
                log.Note(state, "from", $"{started.Filled} of {started.All} tensors start from {request.From}");
            if (state.Step == 0)
            {
                foreach (var finding in request.Application.Beforehand(request.Recipe, data))
                    log.Note(state, finding.Name, finding.Detail);
            }
            foreach (var check in DataChecks.Judge(DataInventory.Of(data)).Where(c => !c.Passed))
                log.Note(state, "failed_check", $"{check.Name}: {check.Detail}{(request.AllAccepted.Contains(check.Name) ? " (accepted)" : "")}");
            var reason = Loop(cancellation);
            return End(reason is null ? RunStatus.Stopped : RunStatus.Finished, reason ?? "stopped by the user; --resume goes on");
        }
        catch (Exception e)
        {
            WithoutHiding(() => End(RunStatus.Failed, RunException.OneLine(e.Message)));
            throw;
        }
    }

    private Journal Begin()
    {
        state = new TrainingState { DataHash = data.Hash };
        folder.WriteInfo(new RunInfo
        {
            Id = Path.GetFileName(folder.Root),
            Status = RunStatus.Running,
            Recipe = request.Recipe.ToJson(),
            CodeVersion = MachineInfo.CodeVersion,
            DataHash = data.Hash,
            Conditions = data.Conditions,
            DataDescription = data.Description,
            Machine = MachineInfo.Current,
            Created = request.Time.GetUtcNow(),
            Accepted = request.AllAccepted,
            From = request.From,
        });
        return Journal.Create(folder.JournalPath);
    }

    /// <summary>Restores everything from the last checkpoint; a run killed before its first one begins again, with the same bytes.</summary>
    private Journal Resume(RunInfo info)
    {
        if (info.Status == RunStatus.Finished)
            throw new RunException($"{folder.Root}: has finished; there is nothing to resume (a new run can start --from it)");
        if (info.DataHash != data.Hash)
            throw new RunException($"{folder.Root}: was trained on other data (hash {info.DataHash}, now {data.Hash}); give it the same --data");
        state = RunCheckpoints.Exist(folder) ? checkpoints.Load() : new TrainingState { DataHash = data.Hash };
        // Evidence of the weights so far says nothing about those to come.
        folder.ForgetEvidence();
        folder.WriteInfo(info with { Status = RunStatus.Running, Ended = null, Reason = null });
        var journal = Journal.Resume(folder.JournalPath, state.Step, state.EpochsDone);
        var entries = Journal.Read(folder.JournalPath);
        epochs.AddRange(entries.OfType<EpochEntry>());
        elapsedBefore = entries.Select(e => e switch { StepEntry step => step.ElapsedSeconds, EpochEntry epoch => epoch.ElapsedSeconds, _ => 0 }).DefaultIfEmpty().Max();
        foreach (var epoch in epochs)
            runner.Report(epoch.ValidationLoss);
        return journal;
    }

    private void MarkFailed(string reason)
    {
        var info = folder.ReadInfo();
        if (info.Status == RunStatus.Running)
            folder.WriteInfo(info with { Status = RunStatus.Failed, Ended = request.Time.GetUtcNow(), Reason = reason });
    }

    /// <summary>Whatever ended the run, it must not look alive; failing to say so (the disk may be full) must not hide the cause.</summary>
    private static void WithoutHiding(Action sayFailed)
    {
        try
        {
            sayFailed();
        }
        catch (RunException)
        {
        }
    }

    /// <returns>Why the run is finished; null when it was cancelled.</returns>
    private string? Loop(CancellationToken cancellation)
    {
        using var reader = new ReadAhead(step => data.Load(Split.Train, order.Indices(step), step));
        while (true)
        {
            // Judged here, and not after the epoch, so that a run killed between its last validation and its end still ends.
            if (state.EpochsDone > 0 && JudgeStop() is { } reason)
                return Finish(reason);
            if (state.EpochsDone >= options.Epochs)
                return Finish("the last epoch is done");
            RunSteps(reader, cancellation);
            reader.Settle();
            if (cancellation.IsCancellationRequested || !Validate(cancellation))
            {
                SaveLast();
                return null;
            }
        }
    }

    private string? JudgeStop() => stopRule?.Judge(new TrainingHistory(epochs, Elapsed));

    /// <summary>Runs the steps left in this epoch, fewer when cancelled or when a rule (of time) stops the run.</summary>
    private void RunSteps(ReadAhead reader, CancellationToken cancellation)
    {
        var every = request.Recipe.Trainer.LogEvery;
        checkpoints.Wait();
        var lastLog = (Time: request.Time.GetTimestamp(), state.Step);
        while (StepInEpoch < order.StepsPerEpoch && !cancellation.IsCancellationRequested)
        {
            using var batch = reader.Take(state.Step)!;
            var outcome = runner.Run(batch, state.Step, keepNorms: StepInEpoch >= order.StepsPerEpoch - NormSteps);
            state = state with { Step = state.Step + 1 };
            Take(outcome);
            if (state.Step % every == 0)
            {
                var seconds = request.Time.GetElapsedTime(lastLog.Time).TotalSeconds;
                stepsPerSecond = seconds > 0 ? (state.Step - lastLog.Step) / seconds : double.NaN;
                lastLog = (request.Time.GetTimestamp(), state.Step);
                AppendStep(outcome);
                if (JudgeStop() is not null)
                    return;
            }
            log.Progress(state, Progress("train", StepInEpoch, order.StepsPerEpoch));
            if (checkpoints.IsDue(state.Step))
            {
                SaveLast();
                checkpoints.Wait();
            }
        }
    }

    /// <summary>Counts a step in, and notes what is odd about it.</summary>
    private void Take(StepOutcome outcome)
    {
        if (outcome.GradientNorm > request.Recipe.Trainer.WarnNorm && request.Recipe.Trainer.WarnNorm > 0)
            log.Note(state, "large_gradient", FormattableString.Invariant($"the gradient of step {state.Step} has a norm of {outcome.GradientNorm:G4} before clipping"));
        if (outcome.Skipped is { } cause)
        {
            log.Note(state, "skipped_batch", $"step {state.Step}: {cause}; the batch is left out");
            state = state with { EpochSkipped = state.EpochSkipped + 1 };
            return;
        }
        state = state with { EpochLossSum = state.EpochLossSum + outcome.Loss };
        lastLoss = outcome.Loss;
        means.Add(outcome);
        if (spikes.Judge(outcome.Loss) is { } score)
            log.Note(state, "loss_spike", FormattableString.Invariant($"the loss of step {state.Step} is {outcome.Loss:G4}, {score:F1} standard deviations above the last hundred"));
    }

    private void AppendStep(StepOutcome outcome)
    {
        var (loss, parts, _) = means.Take();
        log.Append(new StepEntry
        {
            Step = state.Step,
            Epoch = Epoch,
            Time = log.Now,
            Loss = loss,
            Terms = parts,
            LearningRate = outcome.LearningRate,
            GradientNorm = outcome.GradientNorm,
            StepsPerSecond = stepsPerSecond,
            MemoryMb = Math.Round(Environment.WorkingSet / 1e6, 1),
            SamplesSeen = state.Step * order.BatchSize,
            ElapsedSeconds = Elapsed,
        });
    }

    /// <summary>Judges the epoch on the validation split, journals it and saves what is to be kept.</summary>
    /// <returns>False when cancelled before it was done; then the epoch is not finished.</returns>
    private bool Validate(CancellationToken cancellation)
    {
        BatchEvaluation judged;
        double firstLoss;
        try
        {
            using (runner.UseAveragedWeights())
            {
                judged = judge.Validate((done, all) => log.Progress(state, Progress("validate", done, all)), cancellation);
                firstLoss = judge.FirstLoss();
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        var entry = JudgeEpoch(judged, firstLoss);
        log.Append(entry);
        var inEvaluation = judge.LossOfStep(state.Step - 1);
        if (EpochDiagnosis.ModesDisagree(lastLoss, inEvaluation))
            log.Note(state, "mode_disagreement", FormattableString.Invariant($"the last batch has loss {lastLoss:G4} in training and {inEvaluation:G4} in evaluation: look at the batch norms' statistics"));
        epochs.Add(entry);
        runner.Report(entry.ValidationLoss);
        foreach (var (kind, message) in EpochDiagnosis.Judge(epochs))
            log.Note(state, kind, message);
        foreach (var finding in request.Application.Diagnose(judged.Outputs))
            log.Note(state, finding.Name, finding.Detail);
        state = state with { EpochsDone = state.EpochsDone + 1, EpochLossSum = 0, EpochSkipped = 0 };
        if (entry.IsBest)
        {
            KeepWhatFollows(judged.Outputs);
            state = state with { BestEpoch = entry.Epoch, BestValue = best.Of(entry) };
        }
        // The journal must hold the epoch before a checkpoint counts on it.
        log.FlushToDisk();
        checkpoints.SaveEpoch(entry, state);
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
            log.Note(state, "samples", failure.Message);
        }
    }

    private EpochEntry JudgeEpoch(BatchEvaluation judged, double firstLoss)
    {
        var outputs = judged.Outputs.ToArray();
        var once = Enumerable.Repeat(1, outputs.Length).ToArray();
        var entry = new EpochEntry
        {
            Step = state.Step,
            Epoch = Epoch,
            Time = log.Now,
            TrainLoss = StepInEpoch > state.EpochSkipped ? state.EpochLossSum / (StepInEpoch - state.EpochSkipped) : double.NaN,
            ValidationLoss = judged.Loss,
            FirstLoss = firstLoss,
            Metrics = metrics.Select(m => (m.Name, Value: m.Evaluate(outputs, once))).Where(m => !double.IsNaN(m.Value)).ToDictionary(m => m.Name, m => m.Value),
            ElapsedSeconds = Elapsed,
            SamplesSeen = state.Step * order.BatchSize,
            IsBest = false,
            GradientNorms = runner.TakeNorms(),
        };
        return entry with { IsBest = best.Beats(entry, state) };
    }

    private string Finish(string reason)
    {
        checkpoints.SaveFinal(state);
        return reason;
    }

    private void SaveLast()
    {
        log.FlushToDisk();
        checkpoints.SaveLast(state);
    }

    private TrainingResult End(RunStatus status, string reason)
    {
        log.Append(new EndEntry { Step = state.Step, Epoch = Math.Max(1, state.EpochsDone), Time = log.Now, Status = status, Reason = reason });
        log.Beat(state, status, Progress("train", StepInEpoch, order.StepsPerEpoch));
        folder.WriteInfo(folder.ReadInfo() with { Status = status, Ended = log.Now, Reason = reason });
        return new TrainingResult(folder, status, reason);
    }

    private TrainingProgress Progress(string phase, long done, long all)
    {
        var total = order.StepsPerEpoch * options.Epochs;
        TimeSpan? remaining = state.Step > 0 ? TimeSpan.FromSeconds(Elapsed / state.Step * (total - state.Step)) : null;
        return new TrainingProgress(phase, Math.Min(Epoch, options.Epochs), options.Epochs, done, all, lastLoss, stepsPerSecond, TimeSpan.FromSeconds(Elapsed), remaining);
    }
}
