using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>
/// Trains one run from a request to its final checkpoint: epochs of steps, validation after each, journal and heartbeat along
/// the way. A run that is killed at any step and resumed ends with the same bytes as one that is not.
/// </summary>
public sealed class Trainer : IDisposable
{
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
    private readonly RunInfo? resumed;
    private readonly (int Filled, int All) started;
    private readonly IReadOnlyList<IMetric> metrics;

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
            var start = resumed is null ? TrainingStart.New(folder, request, data) : TrainingStart.Resumed(folder, resumed, data, checkpoints);
            using var journal = start.Journal;
            foreach (var epoch in start.Epochs)
                runner.Report(epoch.ValidationLoss);
            var log = new RunLog(folder, journal, $"{options.Task}/{options.Model}", request.Observer, request.Time);
            var session = new TrainingSession(request, order, stopRule, checkpoints, start, log);
            using var mirror = request.Mirror is null ? null : new RunMirror(folder, request.Mirror, message => session.Note("mirror", message), request.Time);
            return RunJournaled(session, cancellation);
        }
        catch (Exception e)
        {
            WithoutHiding(() => MarkFailed(RunException.OneLine(e.Message)));
            throw;
        }
    }

    private TrainingResult RunJournaled(TrainingSession session, CancellationToken cancellation)
    {
        try
        {
            session.Append(new StartEntry
            {
                Step = session.State.Step,
                Epoch = session.Epoch,
                Time = session.Now,
                Epochs = options.Epochs,
                StepsPerEpoch = order.StepsPerEpoch,
                Parameters = learner.Model.ParameterCount,
                Threads = engine.Threads,
            });
            if (started.Filled > 0 && session.State.Step == 0)
                session.Note("from", $"{started.Filled} of {started.All} tensors start from {request.From}");
            if (session.State.Step == 0)
            {
                foreach (var finding in request.Application.Beforehand(request.Recipe, data))
                    session.Note(finding.Name, finding.Detail);
            }
            foreach (var check in DataChecks.Judge(DataInventory.Of(data)).Where(c => !c.Passed))
                session.Note("failed_check", $"{check.Name}: {check.Detail}{(request.AllAccepted.Contains(check.Name) ? " (accepted)" : "")}");
            var reason = Loop(session, cancellation);
            return End(session, reason is null ? RunStatus.Stopped : RunStatus.Finished, reason ?? "stopped by the user; --resume goes on");
        }
        catch (Exception e)
        {
            WithoutHiding(() => End(session, RunStatus.Failed, RunException.OneLine(e.Message)));
            throw;
        }
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
    private string? Loop(TrainingSession session, CancellationToken cancellation)
    {
        var steps = new EpochSteps(request, session, runner, order, checkpoints);
        var validation = new EpochValidation(request, session, folder, data, runner, judge, metrics, best);
        using var reader = new ReadAhead(step => data.Load(Split.Train, order.Indices(step), step));
        while (true)
        {
            // Judged here, and not after the epoch, so that a run killed between its last validation and its end still ends.
            var reason = session.State.EpochsDone > 0 ? session.JudgeStop() : null;
            if (reason is null && session.State.EpochsDone >= options.Epochs)
                reason = "the last epoch is done";
            if (reason is not null)
            {
                checkpoints.SaveFinal(session.State);
                return reason;
            }
            steps.Run(reader, cancellation);
            reader.Settle();
            if (cancellation.IsCancellationRequested || !validation.Run(cancellation))
            {
                session.SaveLast();
                return null;
            }
        }
    }

    private TrainingResult End(TrainingSession session, RunStatus status, string reason)
    {
        session.Append(new EndEntry { Step = session.State.Step, Epoch = Math.Max(1, session.State.EpochsDone), Time = session.Now, Status = status, Reason = reason });
        session.BeatLast(status);
        folder.WriteInfo(folder.ReadInfo() with { Status = status, Ended = session.Now, Reason = reason });
        return new TrainingResult(folder, status, reason);
    }
}
