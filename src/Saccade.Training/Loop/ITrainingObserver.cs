namespace Saccade.Training;

/// <summary>Watches a run from inside the process, as the terminal does. Called on the training thread (notes of the mirror: on its own); must be quick.</summary>
public interface ITrainingObserver
{
    /// <summary>An entry was appended to the journal.</summary>
    void OnEntry(JournalEntry entry);

    /// <summary>A step or a batch of validation is done.</summary>
    void OnProgress(TrainingProgress progress);
}
