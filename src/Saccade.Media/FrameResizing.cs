namespace Saccade.Media;

/// <summary>Brings a picture to another size; each new pixel is the mean of the area that it covers.</summary>
public static class FrameResizing
{
    /// <summary>A new frame of this size, or the frame itself where it has it already.</summary>
    public static Frame Resized(this Frame frame, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width == width && frame.Height == height) return frame;
        var resized = new Frame(width, height);
        for (int y = 0; y < height; y++)
        {
            double top = (double)y * frame.Height / height, bottom = (y + 1.0) * frame.Height / height;
            for (int x = 0; x < width; x++)
                resized[x, y] = Mean(frame, (double)x * frame.Width / width, (x + 1.0) * frame.Width / width, top, bottom);
        }
        return resized;
    }

    private static Rgb Mean(Frame frame, double left, double right, double top, double bottom)
    {
        double red = 0, green = 0, blue = 0;
        for (int y = (int)top; y < Math.Min(Math.Ceiling(bottom), frame.Height); y++)
        {
            double tall = Math.Min(bottom, y + 1) - Math.Max(top, y);
            for (int x = (int)left; x < Math.Min(Math.Ceiling(right), frame.Width); x++)
            {
                double area = tall * (Math.Min(right, x + 1) - Math.Max(left, x));
                Rgb pixel = frame[x, y];
                (red, green, blue) = (red + area * pixel.R, green + area * pixel.G, blue + area * pixel.B);
            }
        }
        double all = (right - left) * (bottom - top);
        return new Rgb((byte)(red / all + 0.5), (byte)(green / all + 0.5), (byte)(blue / all + 0.5));
    }
}
