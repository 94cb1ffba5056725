using Saccade.Tensors.Threads;

namespace Saccade.Tensors.Tests.Threads;

public class WorkerPoolTests
{
    [Fact]
    public void Every_chunk_of_many_small_jobs_runs_exactly_once()
    {
        using var pool = new WorkerPool(4);
        var counts = new int[64];
        for (var job = 1; job <= 20_000; job++)
        {
            var chunks = 1 + job % counts.Length;
            Array.Clear(counts);
            pool.For(chunks, (chunk, _) => Interlocked.Increment(ref counts[chunk]));
            for (var chunk = 0; chunk < counts.Length; chunk++)
                if (counts[chunk] != (chunk < chunks ? 1 : 0))
                    Assert.Fail($"Job {job} ran chunk {chunk} of {chunks} {counts[chunk]} times.");
        }
    }

    /// <summary>Each chunk waits for the other one: without the second thread, which has fallen asleep, the job could never end.</summary>
    [Fact]
    public void A_worker_that_has_fallen_asleep_is_woken_by_each_job()
    {
        using var pool = new WorkerPool(2);
        for (var job = 0; job < 20; job++)
        {
            Thread.Sleep(10);
            using var both = new Barrier(2);
            pool.For(2, (_, _) => Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(60)), "The second thread never came."));
        }
    }

    /// <summary>As above: whether the second thread sleeps already or is on its way to, it has to come.</summary>
    [Fact]
    public void A_worker_that_was_sent_to_sleep_is_woken_by_each_job()
    {
        using var pool = new WorkerPool(2);
        for (var job = 0; job < 2000; job++)
        {
            using var both = new Barrier(2);
            pool.For(2, (_, _) => Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(60)), "The second thread never came."));
            pool.Rest();
            if (job % 100 == 0)
                Thread.Sleep(1);
        }
    }

    [Fact]
    public void An_exception_on_any_thread_surfaces_as_it_was_thrown_and_the_pool_goes_on()
    {
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var pool = new WorkerPool(threads);
            var exception = Assert.Throws<ArithmeticException>(() => pool.For(16, (chunk, _) =>
            {
                if (chunk == 15)
                    throw new ArithmeticException("in a kernel");
            }));
            Assert.Equal("in a kernel", exception.Message);
            var sum = 0;
            pool.For(16, (chunk, _) => Interlocked.Add(ref sum, chunk));
            Assert.Equal(120, sum);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_job_within_a_job_is_refused(int threads)
    {
        using var pool = new WorkerPool(threads);
        var exception = Assert.Throws<InvalidOperationException>(() => pool.For(4, (_, _) => pool.For(4, (_, _) => { })));
        Assert.Contains("one kernel at a time", exception.Message);
        pool.For(4, (_, _) => { });
    }

    [Fact]
    public void Pools_end_at_once_whether_their_threads_spin_or_sleep()
    {
        for (var round = 0; round < 20; round++)
        {
            var pool = new WorkerPool(4);
            if (round % 2 == 0)
                Thread.Sleep(5);
            pool.For(8, (_, _) => { });
            pool.Dispose();
            pool.Dispose();
            Assert.Throws<ObjectDisposedException>(() => pool.For(8, (_, _) => { }));
        }
    }
}
