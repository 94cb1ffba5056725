using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Saccade.Tensors.Threads;

/// <summary>Work on one chunk. Which worker runs it is a matter of chance and must not change the result.</summary>
internal delegate void ChunkBody(int chunk, Worker worker);

/// <summary>Work on the elements from <paramref name="start"/> (inclusive) to <paramref name="end"/> (exclusive).</summary>
internal delegate void RangeBody(int start, int end);

/// <summary>
/// A fixed set of threads, one of them the caller's. Work comes cut into chunks by its size alone, never by the number of threads, and
/// chunks write to disjoint places: so 1, 2 and 4 threads give the same bytes. Chunks are handed out one by one, since the cores of a
/// shared machine differ in speed from moment to moment. Waiting threads spin for a moment (a step forks a thousand times) and then sleep.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Worker[] _workers;
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private volatile Job? _current;
    private volatile bool _disposed;
    private volatile bool _resting;
    private int _sleeping;
    private int _busy;

    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _workers = new Worker[threads];
        for (var i = 0; i < threads; i++)
            _workers[i] = new Worker();
        _threads = new Thread[threads - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var worker = _workers[i + 1];
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"saccade worker {i + 1}" };
            _threads[i].Start();
        }
    }

    public int Threads { get; }

    /// <summary>Runs <paramref name="body"/> for the chunks 0 to <paramref name="chunks"/> - 1 and returns when all are done.</summary>
    /// <remarks>An exception of a chunk surfaces here as it was thrown.</remarks>
    /// <exception cref="InvalidOperationException">Another job is running: scratch memory belongs to one at a time.</exception>
    public void For(int chunks, ChunkBody body)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Engine));
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException("An engine runs one kernel at a time: two threads use it at once, or a kernel has started another.");
        try
        {
            if (chunks > 1 && Threads > 1)
                Fork(new Job(body, chunks));
            else
                for (var chunk = 0; chunk < chunks; chunk++)
                    body(chunk, _workers[0]);
        }
        finally
        {
            _current = null;
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Cuts <paramref name="count"/> elements into chunks of <paramref name="grain"/>, the last one shorter.</summary>
    public void ForRange(int count, int grain, RangeBody body)
    {
        if (count <= grain)
        {
            if (count > 0)
                body(0, count);
            return;
        }
        For((int)(((long)count + grain - 1) / grain), (chunk, _) =>
        {
            var start = chunk * grain;
            body(start, start + Math.Min(grain, count - start));
        });
    }

    /// <summary>Waiting threads sleep at once and not only when they have spun, until there is work again: the cores are for others now.</summary>
    public void Rest() => _resting = true;

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _wake.Release(_threads.Length + 1);
        foreach (var thread in _threads)
            thread.Join();
        foreach (var worker in _workers)
            worker.Free();
        _wake.Dispose();
    }

    private void Fork(Job job)
    {
        _resting = false;
        _current = job;
        // The full fence orders the publication above before the look at who sleeps: a worker does the two in the other order.
        Interlocked.MemoryBarrier();
        var sleeping = Volatile.Read(ref _sleeping);
        if (sleeping > 0)
            _wake.Release(Math.Min(sleeping, job.Chunks - 1));
        job.Work(_workers[0]);
        job.Wait();
    }

    private void Serve(Worker worker)
    {
        Job? last = null;
        while (!_disposed)
        {
            var job = NextJob(last);
            if (job is null)
                continue;
            job.Work(worker);
            last = job;
        }
    }

    private Job? NextJob(Job? last)
    {
        for (var spin = 0; spin < SpinsBeforeSleep && !_resting; spin++)
        {
            if (_current is { } job && !ReferenceEquals(job, last))
                return job;
            Thread.SpinWait(8);
            if (_disposed)
                return null;
        }
        Interlocked.Increment(ref _sleeping);
        if ((_current is null || ReferenceEquals(_current, last)) && !_disposed)
            _wake.Wait();
        Interlocked.Decrement(ref _sleeping);
        return _current is { } found && !ReferenceEquals(found, last) ? found : null;
    }

    /// <summary>One fork and join. A worker that comes late finds no chunk left, so the caller never waits for one that sleeps.</summary>
    private sealed class Job(ChunkBody body, int chunks)
    {
        private int _next;
        private int _done;
        private Exception? _failure;

        public int Chunks => chunks;

        public void Work(Worker worker)
        {
            int chunk;
            while ((chunk = Interlocked.Increment(ref _next) - 1) < chunks)
            {
                try
                {
                    body(chunk, worker);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref _failure, exception, null);
                }
                Interlocked.Increment(ref _done);
            }
        }

        public void Wait()
        {
            var spinner = new SpinWait();
            while (Volatile.Read(ref _done) < chunks)
            {
                if (spinner.Count < 50)
                    spinner.SpinOnce(sleep1Threshold: -1);
                else
                    Thread.Yield();
            }
            if (_failure is not null)
                ExceptionDispatchInfo.Throw(_failure);
        }
    }
}

/// <summary>What one thread has to itself: scratch memory that grows to the largest request and is reused.</summary>
internal sealed unsafe class Worker
{
    private byte* _scratch;
    private long _capacity;

    /// <summary>At least <paramref name="count"/> floats, aligned, contents arbitrary, valid until the next request.</summary>
    public float* Scratch(long count)
    {
        var bytes = count * sizeof(float);
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_scratch);
            // 4 KB alignment keeps a packed panel from straddling more pages than it has to.
            _capacity = (bytes + 4095) / 4096 * 4096;
            _scratch = (byte*)NativeMemory.AlignedAlloc((nuint)_capacity, 4096);
        }
        return (float*)_scratch;
    }

    public void Free()
    {
        NativeMemory.AlignedFree(_scratch);
        _scratch = null;
        _capacity = 0;
    }
}
