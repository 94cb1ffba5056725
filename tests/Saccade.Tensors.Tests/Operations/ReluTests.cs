using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class ReluTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Relu_agrees_with_its_reference(int size) =>
        OperationCheck.Agrees([new(3, size)], x => x[0].Relu(), x => x[0].Map(v => Math.Max(v, 0)), transform: v => v + 0.01 * Math.Sign(v));
}
