namespace Saccade.Training;

/// <summary>
/// The samples of one step, as an application's data source loads them and its learner takes them. Holds plain buffers,
/// no tensors, since it is loaded ahead on another thread; disposing gives the buffers back for the next one.
/// </summary>
public abstract class Batch(IReadOnlyList<string> ids) : IDisposable
{
    /// <summary>The samples' ids, for the message when something goes wrong.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;

    public int Count => Ids.Count;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
