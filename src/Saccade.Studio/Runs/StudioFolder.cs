using System.Text.Json;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>
/// The folder of runs, and <c>.studio/</c> in it, where Studio keeps what is its own. The first Studio on a folder holds a lock; a second one, or one on a disk that cannot be written, only
/// looks.
/// </summary>
internal sealed class StudioFolder : IDisposable
{
    private const string Own = ".studio";

    private readonly FileStream? hold;

    /// <exception cref="RunException">There is no such folder and it cannot be made, or it is a run itself.</exception>
    public StudioFolder(string runs)
    {
        Root = System.IO.Path.GetFullPath(runs);
        if (File.Exists(System.IO.Path.Combine(Root, "run.json")))
            throw new RunException($"{runs}: is a run; give the folder that holds it");
        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{runs}: there is no such folder, and it cannot be made ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})", failure);
        }
        var path = this[".lock"];
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Root, Own));
            hold = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            HasOther = failure is IOException && File.Exists(path) && FileLock.IsHeld(path);
            Refusal = HasOther ? "another Studio works on this folder: start, stop, archive and correct there; this one only shows"
                : $"the folder of runs cannot be written ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}), so this Studio only shows";
        }
    }

    /// <summary>The folder of runs, in full.</summary>
    public string Root { get; }

    /// <summary>Whether another Studio works on the folder.</summary>
    public bool HasOther { get; }

    /// <summary>Why nothing is written; null: it may be.</summary>
    public string? Refusal { get; }

    /// <summary>A path below <c>.studio/</c>.</summary>
    public string this[string name] => System.IO.Path.Combine(Root, Own, name);

    /// <exception cref="ProblemException">Nothing is to be written (409); says why.</exception>
    public void RequireWritable()
    {
        if (Refusal is { } reason)
            throw new ProblemException(409, reason);
    }

    /// <summary>Reads one of Studio's own files. One that is damaged is as good as none: nothing of a run depends on it.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="told">Hears that it is damaged.</param>
    public T? Read<T>(string name, Action<string> told) where T : class
    {
        var path = this[name];
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), RunJson.Indented) : null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException)
        {
            told($"{path}: cannot be read ({broken.Message.ReplaceLineEndings(" ").TrimEnd('.')}); Studio begins without it");
            return null;
        }
    }

    /// <exception cref="ProblemException">It cannot be written (409).</exception>
    public void Write<T>(string name, T content)
    {
        RequireWritable();
        try
        {
            AtomicFile.WriteText(this[name], JsonSerializer.Serialize(content, RunJson.Indented) + "\n");
        }
        catch (RunException failure)
        {
            throw new ProblemException(409, failure.Message);
        }
    }

    public void Dispose() => hold?.Dispose();
}
