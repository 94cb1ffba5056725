using Saccade.Trajectories.Cameras;

namespace Saccade.Trajectories.Clips;

/// <summary>
/// Draws a lit sphere as an anti-aliased disc: a matte surface under one light from above, behind the camera, so that a scene and its
/// mirror image are lit alike. A white ball's three channels are equal. (Seen off the axis a sphere's image is slightly elliptical; that is not drawn.)
/// </summary>
public static class BallRenderer
{
    // Unit vector towards the light, in the camera's axes: up, towards the camera; nothing to the right or left.
    private const double LightUp = 0.6, LightToCamera = 0.8;

    // Light that reaches the side turned away from the lamp.
    private const double Ambient = 0.3;

    /// <summary>Draws <paramref name="ball"/> over what is in <paramref name="frame"/>.</summary>
    /// <param name="frame">(size, size, 3) bytes; parts of the ball outside are left out.</param>
    /// <param name="size">Width and height in pixels.</param>
    /// <param name="ball">What the camera sees.</param>
    /// <param name="tint">The ball's colour.</param>
    public static void Draw(Span<byte> frame, int size, BallView ball, Tint tint)
    {
        // A pixel is covered by as much as the disc's edge reaches into it, seen from the disc's centre.
        var reach = ball.RadiusPixels + 0.5;
        var (left, right) = Covered(ball.Centre.X, reach, size);
        var (top, bottom) = Covered(ball.Centre.Y, reach, size);
        for (var y = top; y < bottom; y++)
        {
            var dy = y + 0.5 - ball.Centre.Y;
            for (var x = left; x < right; x++)
            {
                var dx = x + 0.5 - ball.Centre.X;
                var distance = Math.Sqrt(dx * dx + dy * dy);
                var coverage = Coverage(distance, ball.RadiusPixels);
                if (coverage <= 0)
                    continue;
                var light = 255 * ball.Brightness * SurfaceLight(dx, dy, distance, ball.RadiusPixels);
                var pixel = frame.Slice(3 * (y * size + x), 3);
                pixel[0] = (byte)(light * tint.Red * coverage + pixel[0] * (1 - coverage) + 0.5);
                pixel[1] = (byte)(light * tint.Green * coverage + pixel[1] * (1 - coverage) + 0.5);
                pixel[2] = (byte)(light * tint.Blue * coverage + pixel[2] * (1 - coverage) + 0.5);
            }
        }
    }

    /// <summary>How much of a pixel the disc covers, 0 to 1, whose middle lies <paramref name="distance"/> pixels from the disc's centre.</summary>
    public static double Coverage(double distance, double radiusPixels) => Math.Clamp(radiusPixels + 0.5 - distance, 0, 1);

    private static double SurfaceLight(double dx, double dy, double distance, double radius)
    {
        // At the rim, which the middles of half covered pixels may lie beyond, the surface turns edge-on.
        var scale = 1 / Math.Max(radius, distance);
        var (normalRight, normalUp) = (dx * scale, -dy * scale);
        var normalToCamera = Math.Sqrt(Math.Max(0, 1 - normalRight * normalRight - normalUp * normalUp));
        var lambert = normalUp * LightUp + normalToCamera * LightToCamera;
        return Ambient + (1 - Ambient) * Math.Max(0, lambert);
    }

    private static (int From, int To) Covered(double centre, double reach, int size) =>
        ((int)Math.Clamp(Math.Floor(centre - reach), 0, size), (int)Math.Clamp(Math.Ceiling(centre + reach), 0, size));
}
