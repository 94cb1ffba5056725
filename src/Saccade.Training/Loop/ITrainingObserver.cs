namespace Saccade.Training;

/// <summary>Watches a run from inside the process, as the terminal does. Called on the training thread (notes of the mirror: on its own); must be quick.</summary>
public interface ITrainingObserver
{
    /// <summary>An entry was appended to the journal.</summary>
    void OnEntry(JournalEntry entry);

    /// <summary>A step or a batch of validation is done.</summary>
    void OnProgress(TrainingProgress progress);
}

/// <summary>Two observers as one.</summary>
public sealed class ObserverPair(ITrainingObserver first, ITrainingObserver second) : ITrainingObserver
{
    /// <summary>Both, or the one that there is.</summary>
    public static ITrainingObserver Of(ITrainingObserver? first, ITrainingObserver second) => first is null ? second : new ObserverPair(first, second);

    public void OnEntry(JournalEntry entry)
    {
        first.OnEntry(entry);
        second.OnEntry(entry);
    }

    public void OnProgress(TrainingProgress progress)
    {
        first.OnProgress(progress);
        second.OnProgress(progress);
    }
}
