using Saccade.Shared;

namespace Saccade.Media;

/// <summary>A file that is needed only while another one is made, beside which it lies; disposing removes it.</summary>
public sealed class TemporaryFile(string beside) : IDisposable
{
    public string Path { get; } = AtomicWrite.TemporaryNameFor(beside);

    public void Dispose() => AtomicWrite.Remove(Path);
}
