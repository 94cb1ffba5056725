using Saccade.Media;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;

namespace Saccade.Objects.Tests;

/// <summary>Square frames with balls drawn into them as the generators draw them.</summary>
internal static class DrawnFrame
{
    public const int Size = 64;

    public static byte[] Of(params IReadOnlyList<BallView> balls)
    {
        var frame = new byte[Size * Size * 3];
        foreach (var ball in balls)
            BallRenderer.Draw(frame, Size, ball, Tint.White);
        return frame;
    }

    public static BallView Ball(double x, double y, double radius, double brightness = 0.8) => new(new(x, y), radius, brightness);

    /// <summary>Gaussian noise, the same in a pixel's three channels, clipped to bytes.</summary>
    public static byte[] Noisy(byte[] frame, double deviation, Random random)
    {
        var noisy = (byte[])frame.Clone();
        for (var i = 0; i < noisy.Length; i += 3)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            for (var channel = 0; channel < 3; channel++)
                noisy[i + channel] = (byte)Math.Clamp(frame[i + channel] + 255 * deviation * normal, 0, 255);
        }
        return noisy;
    }

    /// <summary>A look at a frame, for people.</summary>
    public static Frame Picture(byte[] frame) => new(Size, Size, (byte[])frame.Clone());
}
