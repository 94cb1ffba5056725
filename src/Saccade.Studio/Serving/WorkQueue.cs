namespace Saccade.Studio.Serving;

/// <summary>Work that waits for a model, first come first served. What is given up leaves its place at once.</summary>
/// <param name="most">How much may wait.</param>
internal sealed class WorkQueue(int most)
{
    private readonly LinkedList<Work> waiting = new();
    private bool isClosed;

    public int Most => most;

    public int Length
    {
        get
        {
            lock (waiting)
                return waiting.Count;
        }
    }

    /// <returns>False: as much waits as may.</returns>
    public bool TryAdd(Work work)
    {
        lock (waiting)
        {
            if (isClosed || waiting.Count >= most)
                return false;
            waiting.AddLast(work);
            Monitor.Pulse(waiting);
            return true;
        }
    }

    /// <returns>False: it is not here any more; somebody does it or has done it.</returns>
    public bool TryRemove(Work work)
    {
        lock (waiting)
            return waiting.Remove(work);
    }

    /// <summary>Waits for work; null once the queue is closed and empty.</summary>
    public Work? Take()
    {
        lock (waiting)
        {
            while (waiting.Count == 0 && !isClosed)
                Monitor.Wait(waiting);
            if (waiting.First is not { } first)
                return null;
            waiting.RemoveFirst();
            return first.Value;
        }
    }

    /// <summary>What waits is still handed out; nothing is added.</summary>
    public void Close()
    {
        lock (waiting)
        {
            isClosed = true;
            Monitor.PulseAll(waiting);
        }
    }
}
