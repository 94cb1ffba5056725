using System.Globalization;
using Saccade.Media;

namespace Saccade.Objects.Explaining;

/// <summary>
/// A stretch of frames as one picture, eight in a line, each with its objects under the attention that they receive, below it how much of the attention its sightings receive
/// together; what colours mean at the end.
/// </summary>
internal static class AttentionStrip
{
    private const int Columns = 8, Side = 128, Gap = 6, BarHeight = 8, TitleScale = 2, LegendWidth = 240;

    private static readonly Rgb Background = Rgb.Gray(24), Quiet = Rgb.Gray(170), Trough = Rgb.Gray(60);

    /// <param name="explained">What is drawn.</param>
    /// <param name="start">The first frame shown.</param>
    /// <param name="frames">How many are shown.</param>
    /// <param name="choice">Which attention it is.</param>
    public static Frame Draw(ExplainedObjects explained, int start, int frames, AttentionChoice choice)
    {
        var pictures = explained.Pictures().Skip(start).Take(frames).Select(Small).ToArray();
        var (width, height) = (pictures[0].Width, pictures[0].Height);
        var lines = (pictures.Length + Columns - 1) / Columns;
        var lineHeight = height + 2 + BarHeight + 2 + BitmapFont.LineHeight + Gap;
        var header = 3 * Gap + TitleScale * BitmapFont.LineHeight + BitmapFont.LineHeight;
        var footer = 4 * Gap + BarHeight + 3 * BitmapFont.LineHeight;
        var title = $"{Path.GetFileName(explained.Name)}: {explained.Tracks.Count} tracks, {explained.Kinds.Count(k => k.Kind == Persistence.Persistent)} stay";
        string[] legend =
        [
            "an object: how much attention it receives, in multiples of an even share; bars: all sightings of a frame, of the mean frame's",
            $"ring: what the model says (green: stays, orange: flickers){(explained.Truth.Any(t => t is not null) ? "; white ring: that is wrong" : "")}",
        ];
        var textWidth = Math.Max(TitleScale * BitmapFont.Measure(title).Width, legend.Append(choice.ToString()).Max(t => BitmapFont.Measure(t).Width));
        var sheet = new Frame(Math.Max(Gap + Columns * (width + Gap), textWidth + 2 * Gap), header + lines * lineHeight + footer);
        sheet.Fill(Background);
        sheet.DrawText(Gap, Gap, title, Rgb.White, TitleScale);
        sheet.DrawText(Gap, 2 * Gap + TitleScale * BitmapFont.LineHeight, choice.ToString(), Quiet);
        var (largest, shares) = (explained.Largest, explained.FrameShares());
        foreach (var (i, picture) in pictures.Index())
        {
            var (left, top) = (Gap + i % Columns * (width + Gap), header + i / Columns * lineHeight);
            HeatedObjects.Draw(picture, explained, start + i, largest);
            sheet.Paste(picture, left, top);
            DrawBar(sheet, left, top + height + 2, width, shares[start + i], shares.Max());
            sheet.DrawText(left, top + height + 4 + BarHeight, string.Create(CultureInfo.InvariantCulture, $"frame {start + i}: {shares[start + i]:0.00}x"), Quiet);
        }
        DrawLegend(sheet, sheet.Height - footer + Gap, largest, legend);
        return sheet;
    }

    private static Frame Small(Frame picture)
    {
        var scale = (double)Side / Math.Max(picture.Width, picture.Height);
        var small = picture.Resized(Math.Max(1, (int)Math.Round(scale * picture.Width)), Math.Max(1, (int)Math.Round(scale * picture.Height)));
        return ReferenceEquals(small, picture) ? picture.Copy() : small;
    }

    private static void DrawBar(Frame sheet, int left, int top, int width, double share, double largest)
    {
        sheet.FillBox(left, top, left + width, top + BarHeight, Trough);
        if (largest > 0)
            sheet.FillBox(left, top, left + width * share / largest, top + BarHeight, Quiet);
    }

    private static void DrawLegend(Frame sheet, int top, double largest, string[] words)
    {
        sheet.DrawColourScale(Gap, top, LegendWidth, BarHeight);
        var even = Gap + LegendWidth / Math.Max(1, largest);
        sheet.FillBox(even - 1, top - 3, even + 1, top + BarHeight, Rgb.White);
        sheet.DrawText(Gap + LegendWidth + Gap, top, string.Create(CultureInfo.InvariantCulture, $"0 to {largest:0.0}x (white tick: an even share)"), Quiet);
        foreach (var (i, line) in words.Index())
            sheet.DrawText(Gap, top + BarHeight + Gap + i * BitmapFont.LineHeight, line, Quiet);
    }
}
