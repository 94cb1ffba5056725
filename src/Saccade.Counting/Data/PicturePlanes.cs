using Saccade.Media;

namespace Saccade.Counting.Data;

/// <summary>A picture as a model takes it.</summary>
internal static class PicturePlanes
{
    /// <param name="planes">(3, S, S): -1 to 1, and 0 beside the picture.</param>
    /// <param name="picture">At most S pixels wide and high; it lies at the top left.</param>
    /// <param name="size">S</param>
    public static void Fill(Span<float> planes, Frame picture, int size)
    {
        planes.Clear();
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < picture.Width; x++)
            {
                for (var c = 0; c < 3; c++)
                    planes[(((c * size) + y) * size) + x] = (row[(3 * x) + c] / 127.5f) - 1;
            }
        }
    }
}
