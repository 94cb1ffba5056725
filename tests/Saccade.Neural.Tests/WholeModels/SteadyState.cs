namespace Saccade.Neural.Tests.WholeModels;

/// <summary>The allocation rule: what a thousand training steps after warm-up may cost.</summary>
public static class SteadyState
{
    private const int WarmUp = 100;
    private const int Steps = 1000;
    private const int ManagedBytesPerStep = 256 * 1024;

    // The garbage collector moves within its youngest generation; a thousand steps that each leave a few KB behind exceed this.
    private const long AnonymousBytes = 24L << 20;

    public static void Holds(ModelMaker make, params int[] batchShape)
    {
        using var training = new ModelUnderTest(make, threads: 2);
        var x = training.Input(batchShape);
        for (var step = 0; step < WarmUp; step++)
            training.Train(step, x);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var allocations = new Allocations();
        var (reserved, rented) = (training.Engine.ReservedBytes, training.Engine.RentedBytes);
        var (first, second) = (GC.CollectionCount(1), GC.CollectionCount(2));
        var (managed, anonymous) = (GC.GetTotalAllocatedBytes(precise: true), ProcessMemory.AnonymousBytes());
        for (var step = WarmUp; step < WarmUp + Steps; step++)
            training.Train(step, x);
        var perStep = (GC.GetTotalAllocatedBytes(precise: true) - managed) / Steps;
        var grown = ProcessMemory.AnonymousBytes() - anonymous;
        Assert.Equal((first, second), (GC.CollectionCount(1), GC.CollectionCount(2)));
        Assert.Equal((reserved, rented), (training.Engine.ReservedBytes, training.Engine.RentedBytes));
        Assert.InRange(perStep, 0, ManagedBytesPerStep);
        Assert.True(grown < AnonymousBytes, $"Anonymous memory grew by {grown:N0} bytes in {Steps} steps.");
        Assert.True(allocations.Samples > Math.Min(20, perStep * Steps / 1_000_000), $"Only {allocations.Samples} allocations were sampled at {perStep:N0} bytes a step.");
        Assert.Empty(allocations.Arrays());
    }
}
