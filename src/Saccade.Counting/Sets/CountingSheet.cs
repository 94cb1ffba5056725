using Saccade.Media;

namespace Saccade.Counting.Sets;

/// <summary>Some images of a set on one picture, each thing to be counted under a dot, with category and count as caption.</summary>
public static class CountingSheet
{
    private const int Gap = 4, LegibleSide = 240, LargestSide = 480, TextHeight = BitmapFont.LineHeight + 2;

    private static readonly Rgb Ground = Rgb.Gray(24), Dot = new(255, 60, 200);

    /// <param name="set">Of images.</param>
    /// <param name="indices">Which of its items.</param>
    /// <param name="columns">How many stand side by side.</param>
    /// <exception cref="ArgumentException">There is nothing to show, or the sheet would be too large.</exception>
    /// <exception cref="MediaException">An image cannot be read.</exception>
    public static Frame Draw(CountingSet set, IReadOnlyList<int> indices, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (indices.Count == 0)
            throw new ArgumentException("There is no image to show.", nameof(indices));
        var cells = indices.Select(i => Cell(set, i)).ToArray();
        columns = Math.Min(columns, cells.Length);
        var (width, height) = (cells.Max(c => c.Width) + Gap, cells.Max(c => c.Height) + Gap);
        var rows = (cells.Length + columns - 1) / columns;
        if ((long)width * columns * height * rows > Frame.MaxPixels)
            throw new ArgumentException("The sheet would be too large: show fewer images.", nameof(indices));
        var sheet = new Frame((width * columns) + Gap, (height * rows) + Gap);
        sheet.Fill(Ground);
        foreach (var (i, cell) in cells.Index())
            sheet.Paste(cell, Gap + (i % columns * width), Gap + (i / columns * height));
        return sheet;
    }

    private static Frame Cell(CountingSet set, int index)
    {
        var (item, picture) = (set.Items[index], set.Picture(index));
        var longer = Math.Max(picture.Width, picture.Height);
        var scale = (double)Math.Clamp(longer, LegibleSide, LargestSide) / longer;
        var shown = picture.Resized(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        var targets = item.Targets.ToArray();
        foreach (var target in targets)
            shown.FillDisc(target.Point.X * scale, target.Point.Y * scale, 3, Dot);
        var caption = $"{item.Counted}: {targets.Length}";
        var cell = new Frame(Math.Max(shown.Width, BitmapFont.Measure(caption).Width), shown.Height + TextHeight);
        cell.Fill(Ground);
        cell.DrawText(0, 1, caption, Rgb.White);
        cell.Paste(shown, 0, TextHeight);
        return cell;
    }
}
