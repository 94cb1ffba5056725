using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class ResizingTests
{
    private static readonly GoldenFile _golden = new("resizing");

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    [InlineData(31, true)]
    [InlineData(33, false)]
    public void Bilinear_resizing_agrees_with_its_reference(int width, bool corners)
    {
        OperationCheck.Agrees([new(1, 2, 3, width)], x => x[0].ResizeBilinear(5, 9, corners), x => Bilinear(x[0], 5, 9, corners));
        OperationCheck.Agrees([new(1, 1, 3, 5)], x => x[0].ResizeBilinear(2, width, corners), x => Bilinear(x[0], 2, width, corners));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Nearest_resizing_agrees_with_its_reference(int width)
    {
        OperationCheck.Agrees([new(2, 1, width)], x => x[0].ResizeNearest(12), x => Nearest(x[0], 12));
        OperationCheck.Agrees([new(2, 1, width)], x => x[0].UpsampleNearest(3), x => Nearest(x[0], 3 * width));
    }

    [Fact]
    public void Bilinear_resizing_agrees_with_PyTorch()
    {
        GoldenCheck.Agrees(_golden, "bilinear_up", [new(1, 2, 5, 7)], x => x[0].ResizeBilinear(9, 16));
        GoldenCheck.Agrees(_golden, "bilinear_down", [new(2, 1, 9, 13)], x => x[0].ResizeBilinear(4, 5));
        GoldenCheck.Agrees(_golden, "bilinear_corners", [new(1, 2, 5, 7)], x => x[0].ResizeBilinear(9, 16, alignCorners: true));
        GoldenCheck.Agrees(_golden, "bilinear_corners_one", [new(1, 2, 5, 7)], x => x[0].ResizeBilinear(1, 3, alignCorners: true));
        GoldenCheck.Agrees(_golden, "bilinear_from_one", [new(1, 2, 1, 1)], x => x[0].ResizeBilinear(3, 4));
    }

    [Fact]
    public void Nearest_resizing_agrees_with_PyTorch()
    {
        GoldenCheck.Agrees(_golden, "nearest_2d", [new(1, 2, 5, 7)], x => x[0].UpsampleNearest(2));
        GoldenCheck.Agrees(_golden, "nearest_3d", [new(1, 2, 2, 3, 3)], x => x[0].UpsampleNearest(3));
        GoldenCheck.Agrees(_golden, "nearest_size", [new(1, 2, 5, 9)], x => x[0].ResizeNearest(7, 16));
        GoldenCheck.Agrees(_golden, "nearest_down", [new(1, 2, 8, 9)], x => x[0].ResizeNearest(3, 4));
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        ThreadCheck.SameBytes([new(3, 7, 50, 33)], x => x[0].ResizeBilinear(61, 40));
        ThreadCheck.SameBytes([new(3, 7, 50, 33)], x => x[0].UpsampleNearest(2));
    }

    [Fact]
    public void A_sample_does_not_depend_on_its_neighbours()
    {
        ThreadCheck.SameRowsAlone(new Shape(3, 9, 11), x => x.ResizeBilinear(7, 20));
        ThreadCheck.SameRowsAlone(new Shape(3, 9, 11), x => x.UpsampleNearest(2));
    }

    private static DoubleArray Bilinear(DoubleArray x, int height, int width, bool corners)
    {
        var y = new DoubleArray(x.Shape[0], x.Shape[1], height, width);
        for (var n = 0; n < x.Shape[0]; n++)
            for (var c = 0; c < x.Shape[1]; c++)
                for (var h = 0; h < height; h++)
                    for (var w = 0; w < width; w++)
                    {
                        double v = Place(h, x.Shape[2], height, corners), u = Place(w, x.Shape[3], width, corners);
                        for (var i = 0; i < x.Shape[2]; i++)
                            for (var j = 0; j < x.Shape[3]; j++)
                                y[n, c, h, w] += x[n, c, i, j] * Math.Max(0, 1 - Math.Abs(v - i)) * Math.Max(0, 1 - Math.Abs(u - j));
                    }
        return y;
    }

    private static double Place(int o, int input, int output, bool corners) => corners
        ? (output > 1 ? o * (input - 1.0) / (output - 1) : 0)
        : Math.Clamp((o + 0.5) * input / output - 0.5, 0, input - 1);

    private static DoubleArray Nearest(DoubleArray x, int length)
    {
        var y = new DoubleArray(x.Shape[0], x.Shape[1], length);
        for (var i = 0; i < y.Count; i++)
            y[i] = x[i / length * x.Shape[2] + (int)((long)(i % length) * x.Shape[2] / length)];
        return y;
    }
}
