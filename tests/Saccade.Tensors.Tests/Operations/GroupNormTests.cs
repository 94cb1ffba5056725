using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class GroupNormTests
{
    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(31, 6)]
    [InlineData(33, 2)]
    public void Group_norm_agrees_with_its_reference(int length, int groups) =>
        OperationCheck.Agrees([new(2, 6, length), new(6), new(6)], x => x[0].GroupNorm(groups, x[1], x[2]), x => Reference(x, groups));

    [Theory]
    [InlineData(9, 3, Activation.Relu)]
    [InlineData(33, 2, Activation.Relu)]
    [InlineData(9, 3, Activation.Gelu)]
    [InlineData(9, 3, Activation.Silu)]
    public void Group_norm_with_an_activation_agrees_with_its_reference(int length, int groups, Activation activation) => OperationCheck.Agrees(
        [new(2, 6, length), new(6), new(6)],
        x => x[0].GroupNorm(groups, x[1], x[2], activation),
        x => Reference(x, groups).Map(v => ActivationReference.Of(activation, v)));

    [Fact]
    public void Group_and_instance_norm_agree_with_PyTorch()
    {
        var golden = new GoldenFile("normalization");
        GoldenCheck.Agrees(golden, "group_norm", [new(2, 6, 9), new(6), new(6)], x => x[0].GroupNorm(3, x[1], x[2]));
        GoldenCheck.Agrees(golden, "instance_norm", [new(2, 4, 3, 3), new(4), new(4)], x => x[0].GroupNorm(4, x[1], x[2]));
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes() =>
        ThreadCheck.SameBytes([new(5, 6, 70, 33), new(6), new(6)], x => x[0].GroupNorm(3, x[1], x[2]));

    [Fact]
    public void A_sample_does_not_depend_on_its_neighbours() => ThreadCheck.SameRowsAlone(new Shape(6, 45), x => x.GroupNorm(2));

    private static DoubleArray Reference(DoubleArray[] x, int groups)
    {
        var y = x[0].Clone();
        int channels = y.Shape[1], length = y.Shape[2], size = channels / groups * length;
        for (var group = 0; group < y.Count / size; group++)
        {
            var places = Enumerable.Range(group * size, size).ToArray();
            var mean = places.Average(i => x[0][i]);
            var variance = places.Average(i => Math.Pow(x[0][i] - mean, 2));
            foreach (var i in places)
                y[i] = (x[0][i] - mean) / Math.Sqrt(variance + 1e-5) * x[1][i / length % channels] + x[2][i / length % channels];
        }
        return y;
    }
}
