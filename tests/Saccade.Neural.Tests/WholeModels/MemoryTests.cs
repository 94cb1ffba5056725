using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests.WholeModels;

[Collection(AloneInTheProcess.Name)]
public class MemoryTests
{
    [Fact]
    public void Backward_gives_activations_back_as_it_goes()
    {
        const int Depth = 16, Rows = 256, Width = 256;
        const long Bytes = Rows * Width * sizeof(float);
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var layers = Enumerable.Range(0, Depth).Select(_ => new Linear(engine, Width, Width, activation: Activation.Relu)).ToArray();
        var model = new Sequential(engine, layers);
        model.Initialize();
        var x = Golden.Values(engine, 1, Rows, Width);
        var before = engine.RentedBytes;
        using (engine.BeginStep(0))
            model.Forward(x).Square().Mean().Backward();
        // Forward leaves one activation a layer and two of the loss. Backward holds at most a layer's dy, dz and dx beside those not yet
        // used, and packs a copy of a matrix: five more. Everything kept to the end would be twice the layers, and their dz on top.
        Assert.InRange(engine.PeakBytes - before, Depth * Bytes, (Depth + 2 + 5) * Bytes);
        Assert.Equal(before, engine.RentedBytes);
    }

    [Fact]
    public void Kept_tensors_that_nothing_refers_to_any_more_give_their_memory_back()
    {
        using var engine = new Engine();
        var before = engine.RentedBytes;
        Assert.InRange(KeepMany(engine) - before, 50 << 20, 64 << 20);
        Collect();
        Assert.Equal(before, engine.RentedBytes);
        var reserved = engine.ReservedBytes;
        KeepMany(engine);
        Assert.Equal(reserved, engine.ReservedBytes);
    }

    [Fact]
    public void Engines_that_come_and_go_leave_neither_threads_nor_memory_behind()
    {
        var (threads, anonymous) = (0, 0L);
        for (var round = 0; round < 100; round++)
        {
            UseAndDispose();
            if (round != 19)
                continue;
            Collect();
            (threads, anonymous) = (WorkerThreads(), ProcessMemory.AnonymousBytes());
        }
        Collect();
        Assert.Equal(threads, WorkerThreads());
        // 80 engines of at least 2 MB each.
        Assert.InRange(ProcessMemory.AnonymousBytes() - anonymous, long.MinValue, 32 << 20);
    }

    /// <returns>The bytes rented while all of them are referred to: a collection may come at any time.</returns>
    private static long KeepMany(Engine engine)
    {
        var kept = new List<Tensor>();
        for (var i = 0; i < 50; i++)
        {
            using var step = engine.BeginStep(i);
            kept.Add(engine.Empty(1 << 18).Keep());
        }
        var rented = engine.RentedBytes;
        GC.KeepAlive(kept);
        return rented;
    }

    private static void UseAndDispose()
    {
        using var engine = new Engine(new EngineOptions { Threads = 4 });
        var kept = engine.Full(new Shape(1 << 19), 1);
        using var step = engine.BeginStep(0);
        Assert.Equal(1 << 19, kept.Relu().Sum().Item());
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static int WorkerThreads() => Directory.Exists("/proc/self/task")
        ? Directory.EnumerateDirectories("/proc/self/task").Count(task => File.ReadAllText(Path.Combine(task, "comm")).StartsWith("saccade", StringComparison.Ordinal))
        : 0;
}
