namespace Saccade.Objects.Shapes;

/// <summary>
/// What somebody would measure of a shape without learning: pixels that differ from the picture's rim are taken for it, and described by numbers that
/// place, size and turn do not change (moment invariants of Hu 1962, how much of its circle it fills, whether its middle is empty).
/// </summary>
internal static class ShapeFeatures
{
    /// <param name="picture">(S, S, 3) bytes.</param>
    /// <param name="size">S</param>
    public static float[] Of(ReadOnlySpan<byte> picture, int size)
    {
        var weights = Weights(picture, size);
        double mass = 0, sumX = 0, sumY = 0;
        for (var i = 0; i < weights.Length; i++)
            (mass, sumX, sumY) = (mass + weights[i], sumX + weights[i] * (i % size), sumY + weights[i] * (i / size));
        if (mass == 0)
            return new float[6];
        var (centreX, centreY) = (sumX / mass, sumY / mass);
        double xx = 0, yy = 0, xy = 0, third = 0, reach = 0, middle = 0, around = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var (x, y) = (i % size - centreX, i / size - centreY);
            var square = x * x + y * y;
            (xx, yy, xy, third) = (xx + weights[i] * x * x, yy + weights[i] * y * y, xy + weights[i] * x * y, third + weights[i] * square * Math.Sqrt(square));
            reach = Math.Max(reach, weights[i] * square);
            if (square <= mass / 20)
                (middle, around) = (middle + weights[i], around + 1);
        }
        var scale = mass * mass;
        return
        [
            (float)((xx + yy) / scale), (float)(Math.Sqrt((xx - yy) * (xx - yy) + 4 * xy * xy) / scale), (float)(third / (scale * Math.Sqrt(mass))),
            (float)(mass / (Math.PI * Math.Max(1, reach))), (float)(middle / Math.Max(1, around)), (float)(mass / weights.Length),
        ];
    }

    /// <summary>1 where a pixel lies further from the rim's mean colour than halfway to the furthest ones, else 0.</summary>
    private static byte[] Weights(ReadOnlySpan<byte> picture, int size)
    {
        Span<double> rim = stackalloc double[3];
        for (var i = 0; i < size; i++)
            foreach (var pixel in (ReadOnlySpan<int>)[i, (size - 1) * size + i, i * size, i * size + size - 1])
                for (var c = 0; c < 3; c++)
                    rim[c] += picture[3 * pixel + c] / (4.0 * size);
        var distances = new double[size * size];
        for (var i = 0; i < distances.Length; i++)
            for (var c = 0; c < 3; c++)
                distances[i] += Math.Pow(picture[3 * i + c] - rim[c], 2);
        var half = Math.Sqrt(distances.Order().ElementAt(distances.Length * 99 / 100)) / 2;
        return Array.ConvertAll(distances, d => (byte)(Math.Sqrt(d) > half ? 1 : 0));
    }
}
