using Saccade.Training;
using Saccade.Training.Tests.Toy;

// The test assembly is also the child process of the kill test: "FOLDER STEP [--resume] [key=value ..]" trains the toy recipe in
// FOLDER and kills itself with SIGKILL after STEP steps, wherever the loop is then.
var folder = args[0];
var dieAt = long.Parse(args[1]);
var resume = args.Contains("--resume");
var recipe = resume
    ? ToyApplication.List.Bind(RunFolder.Open(folder)).Recipe
    : ToyApplication.Recipe([.. args.Skip(2)]);
var request = new TrainingRequest
{
    Application = new ToyApplication(),
    Recipe = recipe,
    Folder = folder,
    Resume = resume,
    Observer = new Suicide(dieAt),
};
var result = Trainer.Train(request, CancellationToken.None);
Console.WriteLine(result.Status);

/// <summary>Ends this process as <c>kill -9</c> does, at a step or within a validation.</summary>
internal sealed class Suicide(long step) : ITrainingObserver
{
    private long validations;

    public void OnEntry(JournalEntry entry)
    {
        // Between an epoch's journal entry and its checkpoint.
        if (step == -2 && entry is EpochEntry { Epoch: 3 })
            Die();
    }

    public void OnProgress(TrainingProgress progress)
    {
        if (progress.Phase == "validate" && step == -1 && ++validations == 3)
            Die();
        if (progress.Phase == "train" && ((progress.Epoch - 1) * progress.Steps) + progress.Step == step)
            Die();
    }

    private static void Die()
    {
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
