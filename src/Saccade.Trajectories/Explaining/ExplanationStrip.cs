using System.Globalization;
using Saccade.Media;

namespace Saccade.Trajectories.Explaining;

/// <summary>
/// One window as a picture: its frames, below each the same frame under the map, below that how much of the map is the frame's; a legend of
/// colours at the end. A line holds eight frames; of a longer window sixteen are shown, evenly from the first to the last.
/// </summary>
internal static class ExplanationStrip
{
    private const int Columns = 8;
    private const int MostFrames = 2 * Columns;
    private const int Gap = 6;
    private const int BarHeight = 8;
    private const int TitleScale = 2;
    private const int LegendWidth = 240;

    private static readonly Rgb Background = Rgb.Gray(24), Quiet = Rgb.Gray(170), Trough = Rgb.Gray(60);

    /// <param name="input">What was explained.</param>
    /// <param name="window">Which window of it.</param>
    /// <param name="title">What the model said, and of what.</param>
    /// <param name="choice">Which map it is.</param>
    public static Frame Draw(ExplainedInput input, ExplainedWindow window, string title, MapChoice choice)
    {
        var map = window.Map;
        var frames = Chosen(window.Result.Frames);
        var pictures = input.Thumbnails(window.Result.Start, window.Result.Frames);
        var (width, height) = (pictures[0][0].Width, pictures[0][0].Height);
        var columns = Math.Min(frames.Length, Columns);
        var lines = (frames.Length + Columns - 1) / Columns;
        var lineHeight = 2 * height + 2 + Gap + BarHeight + 2 + BitmapFont.LineHeight + 2 * Gap;
        var header = 3 * Gap + TitleScale * BitmapFont.LineHeight + 2 * BitmapFont.LineHeight;
        var footer = 4 * Gap + BarHeight + 2 * BitmapFont.LineHeight;
        string[] about = [choice.ToString(), $"map of {map.Steps} time steps, {map.Rows} x {map.Columns} cells each{(map.IsEmpty ? "; empty: nothing there speaks for this class" : "")}"];
        var textWidth = Math.Max(TitleScale * BitmapFont.Measure(title).Width, about.Max(a => BitmapFont.Measure(a).Width));
        var sheet = new Frame(
            Math.Max(Gap + columns * (width + Gap), Math.Max(textWidth, LegendWidth + 200) + 2 * Gap), header + pictures.Length * lines * lineHeight + footer);
        sheet.Fill(Background);
        sheet.DrawText(Gap, Gap, title, Rgb.White, TitleScale);
        for (var i = 0; i < about.Length; i++)
            sheet.DrawText(Gap, 2 * Gap + TitleScale * BitmapFont.LineHeight + i * BitmapFont.LineHeight, about[i], Quiet);
        var largest = Largest(map);
        var shares = map.FrameShares();
        for (var i = 0; i < pictures.Length * frames.Length; i++)
        {
            var (view, place) = Math.DivRem(i, frames.Length);
            var t = frames[place];
            var (left, top) = (Gap + place % Columns * (width + Gap), header + (view * lines + place / Columns) * lineHeight);
            sheet.Paste(pictures[view][t], left, top);
            var heated = pictures[view][t].Copy();
            heated.PaintHeat(map.CellsOf(view, t), map.Rows, map.Columns, largest, input.SquareIn(heated));
            sheet.Paste(heated, left, top + height + 2);
            DrawBar(sheet, left, top + 2 * height + 2 + Gap, width, shares[t], shares.Max());
            sheet.DrawText(left, top + 2 * height + 4 + Gap + BarHeight, Caption(window, t, shares[t] * shares.Length, view), Quiet);
        }
        DrawLegend(sheet, sheet.Height - footer + Gap, largest);
        return sheet;
    }

    /// <summary>The warmest cell in multiples of the even share; 1 for an empty map.</summary>
    public static double Largest(ClipMap map)
    {
        var largest = 0f;
        foreach (var share in map.Shares)
            largest = Math.Max(largest, share);
        return map.IsEmpty ? 1 : largest / map.EvenShare;
    }

    private static int[] Chosen(int frames) => frames <= MostFrames
        ? [.. Enumerable.Range(0, frames)]
        : [.. Enumerable.Range(0, MostFrames).Select(i => (int)((long)i * (frames - 1) / (MostFrames - 1)))];

    private static string Caption(ExplainedWindow window, int t, double times, int view) =>
        string.Create(CultureInfo.InvariantCulture, $"{(window.Map.Views > 1 ? $"view {view} " : "")}frame {t}: {times:0.00}x");

    private static void DrawBar(Frame sheet, int left, int top, int width, double share, double largest)
    {
        sheet.FillBox(left, top, left + width, top + BarHeight, Trough);
        if (largest > 0)
            sheet.FillBox(left, top, left + width * share / largest, top + BarHeight, ColourScale.At(share / largest));
    }

    private static void DrawLegend(Frame sheet, int top, double largest)
    {
        sheet.DrawColourScale(Gap, top, LegendWidth, BarHeight);
        var even = Gap + LegendWidth / largest;
        sheet.FillBox(even - 1, top - 3, even + 1, top + BarHeight, Rgb.White);
        sheet.DrawText(Gap, top + BarHeight + 3, "0", Quiet);
        sheet.DrawText(Gap + LegendWidth + Gap, top, string.Create(CultureInfo.InvariantCulture, $"{largest:0.0}x"), Quiet);
        sheet.DrawText(Gap, top + BarHeight + 3 + BitmapFont.LineHeight, "cells, in multiples of an even map (white tick: 1x); bars: the frame's share", Quiet);
    }
}
