namespace Saccade.Tensors.Kernels.Resizing;

/// <summary>Nearest resizing of one plane [D, H, W] -> [D', H', W']: rows are widened once and copied, or summed once and narrowed.</summary>
internal readonly unsafe record struct NearestKernel(NearestAxis Depth, NearestAxis Height, NearestAxis Width)
{
    public int InputPlane => Depth.Input * Height.Input * Width.Input;

    public int OutputPlane => Depth.Output * Height.Output * Width.Output;

    public void Forward(float* x, float* y)
    {
        var columns = Width.Output;
        for (var d = 0; d < Depth.Input; d++)
        {
            for (var h = 0; h < Height.Input; h++, x += Width.Input)
            {
                float* first = null;
                for (var i = Depth.First(d); i < Depth.First(d + 1); i++)
                {
                    for (var j = Height.First(h); j < Height.First(h + 1); j++)
                    {
                        var row = y + ((nint)i * Height.Output + j) * columns;
                        if (first is null)
                            Widen(x, first = row);
                        else
                            new Span<float>(first, columns).CopyTo(new Span<float>(row, columns));
                    }
                }
            }
        }
    }

    /// <summary>dx is the sum of dy over the positions that took each number. <paramref name="scratch"/> holds a row of the output.</summary>
    public void Backward(float* dy, float* dx, float* scratch)
    {
        var columns = Width.Output;
        for (var d = 0; d < Depth.Input; d++)
        {
            for (var h = 0; h < Height.Input; h++, dx += Width.Input)
            {
                new Span<float>(scratch, columns).Clear();
                for (var i = Depth.First(d); i < Depth.First(d + 1); i++)
                    for (var j = Height.First(h); j < Height.First(h + 1); j++)
                        Elementwise.Serial(default(AddFunction), scratch, dy + ((nint)i * Height.Output + j) * columns, scratch, columns);
                for (int w = 0, o = 0; w < Width.Input; w++)
                {
                    var sum = 0f;
                    for (var end = Width.First(w + 1); o < end; o++)
                        sum += scratch[o];
                    dx[w] = sum;
                }
            }
        }
    }

    private void Widen(float* x, float* y)
    {
        for (int w = 0, o = 0; w < Width.Input; w++)
            for (var end = Width.First(w + 1); o < end; o++)
                y[o] = x[w];
    }
}
