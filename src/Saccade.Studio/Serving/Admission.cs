namespace Saccade.Studio.Serving;

/// <summary>Lets so many requests in at once, and none once the service goes down.</summary>
/// <param name="most">How many.</param>
internal sealed class Admission(int most)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;

    public bool IsDraining { get; private set; }

    /// <summary>Requests that are inside.</summary>
    public int Inside => inside;

    /// <returns>Disposing it leaves.</returns>
    /// <exception cref="ProblemException">The service goes down (503), or as many are inside as may be (429).</exception>
    public IDisposable Enter()
    {
        lock (gate)
        {
            if (IsDraining)
                throw new ProblemException(503, "the service is going down; ask another, or come again later") { RetryAfter = 5 };
            if (inside >= most)
                throw new ProblemException(429, $"{most} requests are being worked on already; come again later") { RetryAfter = 1 };
            inside++;
        }
        return new Stay(this);
    }

    /// <summary>From now on nobody enters.</summary>
    /// <returns>Ends when the last has left.</returns>
    public Task Drain()
    {
        lock (gate)
        {
            IsDraining = true;
            if (inside == 0)
                empty.TrySetResult();
        }
        return empty.Task;
    }

    private void Leave()
    {
        lock (gate)
        {
            inside--;
            if (IsDraining && inside == 0)
                empty.TrySetResult();
        }
    }

    private sealed class Stay(Admission admission) : IDisposable
    {
        public void Dispose() => admission.Leave();
    }
}
