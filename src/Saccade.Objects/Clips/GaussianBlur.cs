namespace Saccade.Objects.Clips;

/// <summary>A Gaussian blur of square pictures, rows first and columns after; outside the picture lies black. Thread-safe.</summary>
internal sealed class GaussianBlur
{
    private readonly int size;
    private readonly float[] kernel;

    /// <param name="deviation">Standard deviation in pixels, above 0.</param>
    /// <param name="size">Width and height.</param>
    public GaussianBlur(double deviation, int size)
    {
        this.size = size;
        var reach = (int)Math.Ceiling(3 * deviation);
        var weights = Enumerable.Range(-reach, 2 * reach + 1).Select(k => Math.Exp(-0.5 * k * k / (deviation * deviation))).ToArray();
        var sum = weights.Sum();
        kernel = Array.ConvertAll(weights, w => (float)(w / sum));
    }

    /// <param name="frame">(S,S,3) bytes.</param>
    public void Apply(Span<byte> frame)
    {
        var between = new float[frame.Length];
        var reach = kernel.Length / 2;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                for (var k = Math.Max(-reach, -x); k <= Math.Min(reach, size - 1 - x); k++)
                {
                    for (var c = 0; c < 3; c++)
                        between[3 * (y * size + x) + c] += kernel[k + reach] * frame[3 * (y * size + x + k) + c];
                }
            }
        }
        for (var i = 0; i < frame.Length; i++)
        {
            var y = i / (3 * size);
            var sum = 0.5f;
            for (var k = Math.Max(-reach, -y); k <= Math.Min(reach, size - 1 - y); k++)
                sum += kernel[k + reach] * between[i + 3 * size * k];
            frame[i] = (byte)Math.Min(255, sum);
        }
    }
}
