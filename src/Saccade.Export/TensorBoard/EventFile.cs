using System.Globalization;
using Saccade.Training;

namespace Saccade.Export.TensorBoard;

/// <summary>
/// One event file for TensorBoard: what a run's journal says, as scalars over steps and as texts. A file always holds the whole run from its first
/// step, so it never depends on another: where a run goes on after a stop, a new file takes the place of the old one.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string Pattern = "events.out.tfevents.*";

    private readonly FileStream _stream;

    private EventFile(string path) => _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);

    /// <summary>The file's path.</summary>
    public string Path => _stream.Name;

    /// <summary>An event file in <paramref name="folder"/> that is not this run's; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static string? OfAnother(string folder, RunInfo info)
    {
        if (!Directory.Exists(folder))
            return null;
        // A run's file begins with the moment at which the run was made.
        using var wanted = new MemoryStream();
        RecordWriter.Write(wanted, EventMessages.Version(info.Created).Written);
        return Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal).FirstOrDefault(path =>
        {
            using var stream = File.OpenRead(path);
            var begin = new byte[wanted.Length];
            return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !begin.AsSpan().SequenceEqual(wanted.ToArray());
        });
    }

    /// <summary>Begins a file in <paramref name="folder"/> with the recipe and the entries so far, and removes the earlier files there: the folder is this run's alone.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static EventFile Create(string folder, RunInfo info, IEnumerable<JournalEntry> entries, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var earlier = Directory.GetFiles(folder, Pattern);
        // A name that no earlier file has, later in the alphabet: a TensorBoard that is open goes on to it.
        var number = 1 + earlier.Select(NumberOf).DefaultIfEmpty(0).Max();
        var file = new EventFile(System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{now.ToUnixTimeSeconds():0000000000}.saccade.{number:0000}")));
        try
        {
            file.Write(EventMessages.Version(info.Created));
            file.Write(EventMessages.Start(info.Created));
            file.Write(EventMessages.Text(info.Created, 0, "recipe", Recipe(info)));
            foreach (var entry in entries)
                file.Append(entry);
            foreach (var path in earlier)
                File.Delete(path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return file;
    }

    /// <summary>Adds what one entry of the journal says.</summary>
    public void Append(JournalEntry entry)
    {
        switch (entry)
        {
            case StepEntry step:
                Scalars(entry, [
                    ("loss/train", step.Loss),
                    .. step.Terms.Select(t => ($"loss_term/{t.Key}", t.Value)),
                    ("learning_rate", step.LearningRate),
                    ("gradient_norm/global", step.GradientNorm),
                    ("speed/steps_per_second", step.StepsPerSecond),
                    ("memory/resident_mb", step.MemoryMb ?? double.NaN),
                ]);
                break;
            case EpochEntry epoch:
                Scalars(entry, [
                    ("loss/train_epoch", epoch.TrainLoss),
                    ("loss/validation", epoch.ValidationLoss),
                    .. epoch.Metrics.Select(m => ($"metric/{m.Key}", m.Value)),
                    .. epoch.GradientNorms.Select(n => ($"gradient_norm/{n.Key}", n.Value)),
                ]);
                break;
            case NoteEntry note:
                Write(EventMessages.Text(note.Time, note.Step, $"note/{note.Kind}", note.Message));
                break;
            case EndEntry end:
                Write(EventMessages.Text(end.Time, end.Step, "end", $"{end.Status.ToString().ToLowerInvariant()}: {end.Reason}"));
                break;
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Scalars(JournalEntry entry, IEnumerable<(string Tag, double Value)> scalars) =>
        Write(EventMessages.Scalars(entry.Time, entry.Step, scalars.Where(s => !double.IsNaN(s.Value))));

    private void Write(Protobuf.ProtoMessage message) => RecordWriter.Write(_stream, message.Written);

    private static int NumberOf(string path) => int.TryParse(path.Split('.')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Four spaces make it a block of code in Markdown.</summary>
    private static string Recipe(RunInfo info) =>
        string.Concat(info.Recipe.Where(k => k.Value is not null).Select(k => $"    {k.Key}: {k.Value!.ToJsonString()}\n"));
}
