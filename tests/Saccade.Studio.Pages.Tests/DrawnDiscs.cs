using Saccade.Media;

namespace Saccade.Studio.Pages.Tests;

/// <summary>A picture to count: three discs on grey.</summary>
internal static class DrawnDiscs
{
    public const int Width = 64, Height = 48;

    public static IReadOnlyList<(int X, int Y)> Centres { get; } = [(40, 12), (22, 34), (50, 36)];

    public static byte[] Png { get; } = Draw();

    private static byte[] Draw()
    {
        var frame = new Frame(Width, Height);
        frame.Fill(new(90, 100, 110));
        foreach (var (x, y) in Centres)
            frame.FillDisc(x, y, 5, new(220, 160, 60));
        using var folder = new TemporaryFolder();
        PngWriter.Write(folder["discs.png"], frame);
        return File.ReadAllBytes(folder["discs.png"]);
    }
}
