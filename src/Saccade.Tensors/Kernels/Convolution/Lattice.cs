namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>Evenly spaced elements of an image: those that share a remainder to the steps of a convolution.</summary>
/// <param name="First">The first element.</param>
/// <param name="Positions">How many there are on each axis.</param>
/// <param name="Steps">Elements of the image between neighbours on each axis.</param>
internal readonly record struct Lattice(int First, Extent3 Positions, Extent3 Steps)
{
    /// <summary>Writes (or adds) dense values [images, positions] to the lattice in each image of <paramref name="volume"/> elements.</summary>
    public unsafe void Spread(Engine engine, float* values, float* target, int images, int volume, bool accumulate)
    {
        var lattice = this;
        var perChunk = Math.Max(1, Elementwise.Grain / Positions.Volume);
        engine.Workers.For((images + perChunk - 1) / perChunk, (chunk, _) =>
        {
            for (var image = chunk * perChunk; image < Math.Min((chunk + 1) * perChunk, images); image++)
                lattice.SpreadImage(values + (nint)image * lattice.Positions.Volume, target + (nint)image * volume + lattice.First, accumulate);
        });
    }

    /// <summary>Sets the lattice to zero in each image.</summary>
    public unsafe void Clear(Engine engine, float* target, int images, int volume)
    {
        var lattice = this;
        engine.Workers.For(images, (image, _) =>
        {
            for (var d = 0; d < lattice.Positions.Depth; d++)
                for (var h = 0; h < lattice.Positions.Height; h++)
                    for (var w = 0; w < lattice.Positions.Width; w++)
                        target[(nint)image * volume + lattice.First + d * lattice.Steps.Depth + h * lattice.Steps.Height + w * lattice.Steps.Width] = 0;
        });
    }

    private unsafe void SpreadImage(float* values, float* target, bool accumulate)
    {
        var step = Steps.Width;
        for (var d = 0; d < Positions.Depth; d++)
            for (var h = 0; h < Positions.Height; h++, values += Positions.Width)
            {
                var row = target + d * Steps.Depth + h * Steps.Height;
                if (accumulate)
                {
                    for (var w = 0; w < Positions.Width; w++)
                        row[w * step] += values[w];
                }
                else
                {
                    for (var w = 0; w < Positions.Width; w++)
                        row[w * step] = values[w];
                }
            }
    }
}
