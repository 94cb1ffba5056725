using Saccade.Media;

namespace Saccade.Tests;

/// <summary>A video of a bright ball on black that moves from left to right.</summary>
internal static class MovingBall
{
    public static void Write(string path, int width, int height, FrameRate rate, int frames)
    {
        using var writer = new VideoWriter(path, width, height, rate);
        for (var i = 0; i < frames; i++)
        {
            var frame = new Frame(width, height);
            frame.FillDisc(width * (0.2 + 0.6 * i / frames), 0.5 * height, 0.06 * width, Rgb.White);
            writer.Write(frame);
        }
        writer.Complete();
    }
}
