namespace Saccade.Training;

/// <summary>The checkpoints of a run that is being trained: which there are, when the next is due, and that a run goes on from the last.</summary>
internal sealed class RunCheckpoints(RunFolder folder, Recipe recipe, StepRunner runner, TimeProvider time)
{
    private long lastSave = time.GetTimestamp();

    /// <summary>Whether a run has any to go on from.</summary>
    public static bool Exist(RunFolder folder) => Directory.EnumerateFiles(folder.CheckpointsPath, "*.safetensors").Any();

    /// <summary>Brings back what the last one holds.</summary>
    /// <exception cref="RunException">It is missing, damaged, or of another model; names it.</exception>
    public TrainingState Load() => Checkpoint.Load(PathOf(CheckpointNames.Last), runner.Load);

    /// <summary>Begins to count the time until the next one within an epoch.</summary>
    public void Wait() => lastSave = time.GetTimestamp();

    /// <summary>Whether one is due within the epoch, by steps or by time.</summary>
    public bool IsDue(long step) =>
        (recipe.Trainer.CheckpointSteps > 0 && step % recipe.Trainer.CheckpointSteps == 0)
        || (recipe.Trainer.CheckpointMinutes > 0 && time.GetElapsedTime(lastSave).TotalMinutes >= recipe.Trainer.CheckpointMinutes);

    /// <summary>Saves what is to be kept of a finished epoch.</summary>
    public void SaveEpoch(EpochEntry entry, TrainingState state)
    {
        if (entry.IsBest)
            Save(CheckpointNames.Best, state);
        if (recipe.Run.CheckpointEvery > 0 && entry.Epoch % recipe.Run.CheckpointEvery == 0)
            Save(CheckpointNames.Epoch(entry.Epoch), state);
        Save(CheckpointNames.Last, state);
    }

    public void SaveLast(TrainingState state) => Save(CheckpointNames.Last, state);

    public void SaveFinal(TrainingState state) => Save(CheckpointNames.Final, state);

    private void Save(string name, TrainingState state) => Checkpoint.Save(PathOf(name), runner.Save, state);

    private string PathOf(string name) => Path.Combine(folder.CheckpointsPath, name);
}
