namespace Saccade.Neural.Tests.WholeModels;

[Collection(AloneInTheProcess.Name)]
public class AllocationTests
{
    [Fact]
    public void A_thousand_steps_of_an_encoder_keep_to_the_allocation_rule() => SteadyState.Holds(WholeModelTests.Encoder, 2, 9, 64);

    [Fact]
    public void A_thousand_steps_of_a_convolution_model_keep_to_the_allocation_rule() => SteadyState.Holds(WholeModelTests.Convolutions, 2, 3, 13, 13);

    [Fact]
    public void An_array_in_each_step_would_be_noticed()
    {
        using var allocations = new Allocations();
        var sum = 0;
        for (var step = 0; step < 20_000; step++)
            sum += new int[64].Length + new object().GetHashCode() % 2;
        // Samples arrive on a thread of their own.
        for (var wait = 0; wait < 500 && allocations.Arrays().Count == 0; wait++)
            Thread.Sleep(10);
        Assert.Contains(allocations.Arrays(), type => type.StartsWith("System.Int32[]", StringComparison.Ordinal));
        Assert.NotEqual(0, sum);
    }
}
