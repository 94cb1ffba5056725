using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;

namespace Saccade.Objects.Clips;

/// <summary>How much of a ball's disc can be seen, summed over pixels as <see cref="BallRenderer"/> covers them.</summary>
internal static class VisibleShare
{
    /// <param name="ball">The disc.</param>
    /// <param name="nearer">The discs drawn over it.</param>
    /// <param name="size">Width and height of the picture; what lies outside cannot be seen.</param>
    public static double Of(BallView ball, IEnumerable<BallView> nearer, int size)
    {
        var covering = nearer.Where(n => Reach(n) + Reach(ball) > Distance(n, ball.Centre.X, ball.Centre.Y)).ToArray();
        var reach = Reach(ball);
        var (left, right) = ((int)Math.Floor(ball.Centre.X - reach), (int)Math.Ceiling(ball.Centre.X + reach));
        var (top, bottom) = ((int)Math.Floor(ball.Centre.Y - reach), (int)Math.Ceiling(ball.Centre.Y + reach));
        if (covering.Length == 0 && left >= 0 && top >= 0 && right <= size && bottom <= size)
            return 1;
        var (whole, visible) = (0.0, 0.0);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var covered = Coverage(ball, x, y);
                whole += covered;
                if (x < 0 || y < 0 || x >= size || y >= size)
                    continue;
                foreach (var other in covering)
                    covered *= 1 - Coverage(other, x, y);
                visible += covered;
            }
        }
        return visible / whole;
    }

    private static double Coverage(BallView ball, int x, int y) => BallRenderer.Coverage(Distance(ball, x + 0.5, y + 0.5), ball.RadiusPixels);

    private static double Reach(BallView ball) => ball.RadiusPixels + 0.5;

    private static double Distance(BallView ball, double x, double y) =>
        Math.Sqrt((ball.Centre.X - x) * (ball.Centre.X - x) + (ball.Centre.Y - y) * (ball.Centre.Y - y));
}
