namespace Saccade.Training;

/// <summary>What a training begins with: nothing, or what the last checkpoint holds and the journal up to it.</summary>
/// <param name="Journal">Open for what follows.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Epochs">Those that are done.</param>
/// <param name="ElapsedSeconds">Time spent training before, without pauses.</param>
internal sealed record TrainingStart(Journal Journal, TrainingState State, IReadOnlyList<EpochEntry> Epochs, double ElapsedSeconds)
{
    /// <summary>Begins a new run in its folder.</summary>
    public static TrainingStart New(RunFolder folder, TrainingRequest request, IDataSource data)
    {
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
        return new(Journal.Create(folder.JournalPath), new TrainingState { DataHash = data.Hash }, [], 0);
    }

    /// <summary>Restores everything from the last checkpoint; a run killed before its first one begins again, with the same bytes.</summary>
    /// <exception cref="RunException">It has finished, or was trained on other data, or its checkpoint or journal cannot be read.</exception>
    public static TrainingStart Resumed(RunFolder folder, RunInfo info, IDataSource data, RunCheckpoints checkpoints)
    {
        if (info.Status == RunStatus.Finished)
            throw new RunException($"{folder.Root}: has finished; there is nothing to resume (a new run can start --from it)");
        if (info.DataHash != data.Hash)
            throw new RunException($"{folder.Root}: was trained on other data (hash {info.DataHash}, now {data.Hash}); give it the same --data");
        var state = RunCheckpoints.Exist(folder) ? checkpoints.Load() : new TrainingState { DataHash = data.Hash };
        // Evidence of the weights so far says nothing about those to come.
        folder.ForgetEvidence();
        folder.WriteInfo(info with { Status = RunStatus.Running, Ended = null, Reason = null });
        var journal = Journal.Resume(folder.JournalPath, state.Step, state.EpochsDone);
        var entries = Journal.Read(folder.JournalPath);
        var elapsed = entries.Select(e => e switch { StepEntry step => step.ElapsedSeconds, EpochEntry epoch => epoch.ElapsedSeconds, _ => 0 }).DefaultIfEmpty().Max();
        return new(journal, state, [.. entries.OfType<EpochEntry>()], elapsed);
    }
}
