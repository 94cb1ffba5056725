using Saccade.Training;

namespace Saccade.Export.TensorBoard;

/// <summary>
/// Writes a run's event file beside its journal while it trains (<c>train --log tensorboard</c>). When a run goes on after a stop, the file is made anew from
/// the journal, which the trainer has cut back to the checkpoint by then. A log that cannot be written is told once and never stops the training.
/// </summary>
/// <param name="folder">The run's folder.</param>
/// <param name="tell">Told why it stops, if it must.</param>
/// <param name="time">Names the file.</param>
public sealed class TensorBoardLog(string folder, Action<string> tell, TimeProvider time) : ITrainingObserver
{
    private readonly Lock _gate = new();
    private EventFile? _file;

    /// <summary>Writes the event file of a run from its journal.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="RunException">The run cannot be read, the folder has event files of another, or the file cannot be written.</exception>
    public static string Write(RunFolder run, string target, DateTimeOffset now)
    {
        var (info, entries) = (run.ReadInfo(), Journal.Read(run.JournalPath));
        try
        {
            if (Path.GetFullPath(target) != run.TensorBoardPath && EventFile.OfAnother(target, info) is { } other)
                throw new RunException($"{other}: is not this run's, and TensorBoard takes a folder for one run; choose a folder of its own with --out");
            using var file = EventFile.Create(target, info, entries, now);
            return file.Path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{target}: cannot be written ({failure.Message.TrimEnd('.')}); choose another folder with --out", failure);
        }
    }

    public void OnEntry(JournalEntry entry)
    {
        lock (_gate)
        {
            try
            {
                if (entry is StartEntry)
                    Begin();
                else
                    _file?.Append(entry);
                if (entry is EndEntry)
                    Close();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or RunException)
            {
                Close();
                tell($"{folder}: the TensorBoard log ends here ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}); training goes on, and 'saccade export {folder} --to tensorboard' writes all of it later");
            }
        }
    }

    public void OnProgress(TrainingProgress progress) { }

    private void Begin()
    {
        Close();
        var run = RunFolder.Open(folder);
        _file = EventFile.Create(run.TensorBoardPath, run.ReadInfo(), Journal.Read(run.JournalPath), time.GetUtcNow());
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
