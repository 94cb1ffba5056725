namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// The sizes of one convolution: x [N, G*Ci, D, H, W] -> y [N, G*Co, D', H', W'] with weights [G*Co, Ci, kd, kh, kw], where Ci and Co
/// count the channels of one of G groups. One and two spatial axes are three with extents of 1.
/// </summary>
internal readonly record struct Geometry
{
    public Geometry(Shape x, Shape weight, ConvolutionOptions options)
    {
        var axes = x.Rank - 2;
        if (axes is < 1 or > 3 || weight.Rank != x.Rank)
            throw new ArgumentException($"Convolution: {x} is not [N, C] with one to three spatial axes, or its weight {weight} has another rank.");
        Batch = x[0];
        Groups = options.Groups;
        if (Groups < 1 || x[1] % Groups != 0 || weight[0] % Groups != 0 || weight[1] != x[1] / Groups)
            throw new ArgumentException($"Convolution: a weight of shape {weight} in {Groups} group(s) cannot take an input of shape {x}.");
        InputChannels = x[1] / Groups;
        OutputChannels = weight[0] / Groups;
        Input = Spatial(x);
        Kernel = Spatial(weight);
        Stride = Setting(options.Stride, axes, 1, nameof(options.Stride));
        PaddingBefore = Setting(options.Padding, axes, 0, nameof(options.Padding));
        var after = options.PaddingAfter is null ? PaddingBefore : Setting(options.PaddingAfter, axes, 0, nameof(options.PaddingAfter));
        Output = new Extent3(
            Windows(Input.Depth, PaddingBefore.Depth + after.Depth, Kernel.Depth, Stride.Depth),
            Windows(Input.Height, PaddingBefore.Height + after.Height, Kernel.Height, Stride.Height),
            Windows(Input.Width, PaddingBefore.Width + after.Width, Kernel.Width, Stride.Width));
        if (Output.Depth < 1 || Output.Height < 1 || Output.Width < 1)
            throw new ArgumentException($"Convolution: a window of {Kernel} does not fit into an input of shape {x} with its padding.");
    }

    public int Batch { get; }

    public int Groups { get; }

    /// <summary>Channels of x in one group.</summary>
    public int InputChannels { get; }

    /// <summary>Channels of y in one group.</summary>
    public int OutputChannels { get; }

    public Extent3 Input { get; }

    public Extent3 Output { get; }

    public Extent3 Kernel { get; }

    public Extent3 Stride { get; }

    public Extent3 PaddingBefore { get; }

    /// <summary>Weights that one output channel has: the depth of the product.</summary>
    public int Taps => InputChannels * Kernel.Volume;

    /// <summary>The shape of y for an input of shape <paramref name="x"/>.</summary>
    public Shape OutputShape(Shape x)
    {
        Span<int> extents = [x[0], Groups * OutputChannels, Output.Depth, Output.Height, Output.Width];
        var axes = x.Rank - 2;
        return axes == 3 ? new Shape(extents)
            : axes == 2 ? new Shape(extents[0], extents[1], extents[3], extents[4])
            : new Shape(extents[0], extents[1], extents[4]);
    }

    private static int Windows(int input, int padding, int kernel, int stride) => (input + padding - kernel) / stride + (input + padding >= kernel ? 1 : 0);

    private static Extent3 Spatial(Shape shape) => shape.Rank switch
    {
        5 => new Extent3(shape[2], shape[3], shape[4]),
        4 => new Extent3(1, shape[2], shape[3]),
        _ => new Extent3(1, 1, shape[2]),
    };

    private static Extent3 Setting(int[] values, int axes, int missing, string name)
    {
        if (values.Length != 1 && values.Length != axes)
            throw new ArgumentException($"Convolution: {name} has {values.Length} values for {axes} spatial axes.");
        foreach (var value in values)
            if (value < missing)
                throw new ArgumentException($"Convolution: {name} cannot be {value}.");
        int At(int axis) => axis < 0 ? missing : values.Length == 1 ? values[0] : values[axis];
        return new Extent3(At(axes - 3), At(axes - 2), At(axes - 1));
    }
}
