using Saccade.Tensors.Random;

namespace Saccade.Counting.Scenes;

/// <summary>Paints an object: its colour by its surface and light, its edge smoothed over a pixel, with a thin darker rim that parts it from equals it lies upon.</summary>
internal static class ObjectPainter
{
    private const double Rim = 1.2, RimShade = 0.72;
    private const ulong Speckle = 16, DrawsPerObject = 64;

    // Red, green and blue of each colour of ObjectColour.
    private static readonly double[][] Paints =
    [
        [0.84, 0.18, 0.17], [0.22, 0.66, 0.27], [0.20, 0.36, 0.84], [0.92, 0.82, 0.22], [0.58, 0.26, 0.72], [0.95, 0.55, 0.14],
    ];

    /// <summary>Red, green and blue of a colour in even light.</summary>
    public static ReadOnlySpan<double> Paint(ObjectColour colour) => Paints[(int)colour];

    public static void Paint(Canvas canvas, SceneObject shown, Outline outline, RandomKey surface)
    {
        var paint = Paint(shown.Colour);
        Span<double> colour = stackalloc double[3];
        foreach (var (x, y) in Canvas.Around(outline, shown.Centre))
        {
            if (x < 0 || y < 0 || x >= canvas.Width || y >= canvas.Height)
                continue;
            var (dx, dy) = (x + 0.5 - shown.Centre.X, y + 0.5 - shown.Centre.Y);
            var distance = outline.Distance(dx, dy);
            var share = Math.Clamp(0.5 - distance, 0, 1);
            if (share == 0)
                continue;
            var (along, across) = outline.OwnAxes(dx / shown.Radius, dy / shown.Radius);
            var shade = shown.Light * Surface(shown, surface, along, across) * (distance > -Rim ? RimShade : 1);
            for (var c = 0; c < 3; c++)
                colour[c] = paint[c] * shade;
            canvas.Blend(x, y, share, colour);
        }
    }

    /// <summary>Brightness of a place on the surface, in the object's own axes and radii.</summary>
    private static double Surface(SceneObject shown, RandomKey surface, double along, double across) => shown.Texture switch
    {
        Texture.Shaded => 1.15 - (0.4 * ((along * along) + (across * across))),
        Texture.Stripes => 0.88 + (0.2 * Math.Sin(9 * along)),
        Texture.Speckles => Speckles(shown, surface, along, across),
        _ => 1,
    };

    private static double Speckles(SceneObject shown, RandomKey surface, double along, double across)
    {
        const int Count = 6;
        const double Radius = 0.18;
        var first = ((ulong)shown.Number * DrawsPerObject) + Speckle;
        for (ulong i = 0; i < Count; i++)
        {
            var (x, y) = ((1.4 * surface.UniformDouble(first + (2 * i))) - 0.7, (1.4 * surface.UniformDouble(first + (2 * i) + 1)) - 0.7);
            if (((along - x) * (along - x)) + ((across - y) * (across - y)) < Radius * Radius)
                return 0.7;
        }
        return 1.05;
    }
}
