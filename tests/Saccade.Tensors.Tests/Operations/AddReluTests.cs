using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class AddReluTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(33)]
    public void AddRelu_agrees_with_its_reference(int size) =>
        OperationCheck.Agrees(
            [new(3, size), new(3, size)],
            x => x[0].AddRelu(x[1]),
            x => new DoubleArray(x[0].Shape, [.. x[0].Values.Zip(x[1].Values, (a, b) => Math.Max(a + b, 0))]));

    [Fact]
    public void A_tensor_added_to_itself_gets_both_gradients() =>
        OperationCheck.Agrees([new(3, 5)], x => x[0].AddRelu(x[0]), x => x[0].Map(v => Math.Max(2 * v, 0)));
}
