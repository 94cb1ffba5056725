namespace Saccade.Training;

/// <summary>Loads the next batch on another thread while the current one is being computed with.</summary>
internal sealed class ReadAhead : IDisposable
{
    private readonly Func<long, Batch?> load;
    private Task<Batch?>? pending;
    private long pendingNumber = -1;

    /// <param name="load">Loads batch number n; null beyond the last. Called for one number at a time.</param>
    public ReadAhead(Func<long, Batch?> load) => this.load = load;

    /// <summary>Batch number <paramref name="number"/>, null beyond the last. The caller disposes it.</summary>
    public Batch? Take(long number)
    {
        var batch = pendingNumber == number ? Wait() : LoadAfterPending(number);
        pendingNumber = number + 1;
        pending = batch is null ? null : Task.Run(() => load(number + 1));
        return batch;
    }

    /// <summary>Waits until nothing is being loaded, so that somebody else may load; what was loaded stays ready.</summary>
    public void Settle()
    {
        if (pending is not null)
            Task.WaitAny(pending); // a failure is thrown when the batch is taken
    }

    /// <summary>Waits for a batch still being loaded and gives it back.</summary>
    public void Dispose()
    {
        try
        {
            Wait()?.Dispose();
        }
        catch (RunException)
        {
            // A batch that nobody asked for could not be read: nobody needs to know.
        }
    }

    private Batch? LoadAfterPending(long number)
    {
        Dispose();
        return load(number);
    }

    private Batch? Wait()
    {
        var batch = pending?.GetAwaiter().GetResult();
        pending = null;
        return batch;
    }
}
