using Saccade.Objects.Features;
using Saccade.Trajectories;

namespace Saccade.Objects.Tests.Features;

public class SquareCropTests
{
    [Fact]
    public void A_piece_inside_is_a_copy_and_what_is_outside_is_black()
    {
        Assert.Equal([0, 0, 0, 0], Piece(0, 0, 2).Take(3).Append(Piece(-50, 2, 2).Max(b => b)));
        Assert.Equal([Red(1, 1), Red(2, 1), Red(1, 2), Red(2, 2)], Reds(Piece(2, 2, 2)));
        Assert.Equal([0, 0, 0, Red(0, 0)], Reds(Piece(0, 0, 2)));
        Assert.Equal([Red(4, 2), 0, Red(4, 3), 0], Reds(Piece(5, 3.2, 2)));
        Assert.All(Piece(double.NaN, 2, 3), value => Assert.Equal(0, value));
        Assert.All(Piece(double.PositiveInfinity, 1e300, 3), value => Assert.Equal(0, value));
        Assert.Throws<ArgumentException>(() => SquareCrop.Cut(new byte[60], 5, 4, new PositionPixels(1, 1), 2, new byte[11]));
    }

    private static byte[] Piece(double x, double y, int side)
    {
        // (4, 5, 3)
        var frame = Enumerable.Range(0, 60).Select(i => (byte)(i + 1)).ToArray();
        var crop = Enumerable.Repeat((byte)99, 3 * side * side).ToArray();
        SquareCrop.Cut(frame, 5, 4, new PositionPixels(x, y), side, crop);
        return crop;
    }

    private static byte Red(int x, int y) => (byte)(3 * (5 * y + x) + 1);

    private static byte[] Reds(byte[] crop) => [.. crop.Where((_, i) => i % 3 == 0)];
}
