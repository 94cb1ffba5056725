using Saccade.Tensors;

namespace Saccade.Neural.Tests.WholeModels;

/// <summary>The allocation rule: what a thousand training steps after warm-up may cost.</summary>
public static class SteadyState
{
    // Until the just-in-time compiler has settled: what it replaces survives and would fill the second generation.
    private const int WarmUp = 500;
    private const int Steps = 1000;
    private const int SampledSteps = 400;
    private const int ManagedBytesPerStep = 256 * 1024;

    // The garbage collector's youngest generation comes and goes by as much; steps that each leave a block behind exceed it.
    private const long AnonymousBytes = 32L << 20;

    public static void Holds(ModelMaker make, params int[] batchShape)
    {
        using var training = new ModelUnderTest(make, threads: 2);
        var x = training.Input(batchShape);
        for (var step = 0; step < WarmUp; step++)
            training.Train(step, x);
        // The collector serves the whole process, in which the test host may leave something behind now and then: what the steps themselves leave
        // behind is there every time. All else holds every time.
        var collected = Collected(training, x);
        for (var again = 0; again < 2 && collected != (0, 0); again++)
            collected = Collected(training, x);
        Assert.Equal((0, 0), collected);

        // Apart from the steps above, since the sampler allocates too. It sees the whole process, in which the test host may allocate now and then:
        // what the steps themselves allocate is there every time.
        var arrays = Sampled(training, x);
        for (var again = 0; again < 2 && arrays.Count > 0; again++)
            arrays = [.. arrays.Intersect(Sampled(training, x))];
        Assert.Empty(arrays);
    }

    /// <summary>How often the garbage collector looked at the first and the second generation during a thousand steps, and what else they cost.</summary>
    private static (int First, int Second) Collected(ModelUnderTest training, Tensor x)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (reserved, rented) = (training.Engine.ReservedBytes, training.Engine.RentedBytes);
        var (first, second) = (GC.CollectionCount(1), GC.CollectionCount(2));
        var (managed, anonymous) = (GC.GetTotalAllocatedBytes(precise: true), ProcessMemory.AnonymousBytes());
        for (var step = 0; step < Steps; step++)
            training.Train(step, x);
        var perStep = (GC.GetTotalAllocatedBytes(precise: true) - managed) / Steps;
        var grown = ProcessMemory.AnonymousBytes() - anonymous;
        var collected = (GC.CollectionCount(1) - first, GC.CollectionCount(2) - second);
        Assert.Equal((reserved, rented), (training.Engine.ReservedBytes, training.Engine.RentedBytes));
        Assert.InRange(perStep, 0, ManagedBytesPerStep);
        Assert.True(grown < AnonymousBytes, $"Anonymous memory grew by {grown:N0} bytes in {Steps} steps.");
        return collected;
    }

    /// <summary>The types of arrays that were allocated during some steps.</summary>
    private static List<string> Sampled(ModelUnderTest training, Tensor x)
    {
        using var allocations = new Allocations();
        for (var step = 0; step < SampledSteps; step++)
            training.Train(step, x);
        for (var wait = 0; wait < 500 && allocations.Samples == 0; wait++)
            Thread.Sleep(10);
        Assert.NotEqual(0, allocations.Samples);
        return [.. allocations.Arrays().Select(a => a.Split(' ')[0])];
    }
}
