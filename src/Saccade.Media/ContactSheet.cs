namespace Saccade.Media;

/// <summary>One row of a contact sheet: a caption and the clip below it.</summary>
public sealed record ContactSheetRow(string Caption, Clip Clip);

/// <summary>
/// Many clips on one picture: a row a clip under its caption, and in it frames evenly spaced from the first to the last,
/// each with its number in the clip. Small frames are enlarged by a whole factor so that they can be looked at.
/// </summary>
public static class ContactSheet
{
    private const int Gap = 4;
    private const int LegibleWidth = 96; // frames narrower than this are enlarged
    private const int TextHeight = BitmapFont.LineHeight + 1;

    private static readonly Rgb Background = Rgb.Gray(24);
    private static readonly Rgb CaptionColour = Rgb.White;
    private static readonly Rgb NumberColour = Rgb.Gray(150);

    /// <param name="rows">From top to bottom; the clips may differ in size.</param>
    /// <param name="columns">The most frames shown of a clip.</param>
    /// <exception cref="ArgumentException">There is no row, or the sheet would be larger than a frame may be.</exception>
    public static Frame Draw(IReadOnlyList<ContactSheetRow> rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (rows.Count == 0) throw new ArgumentException("A contact sheet needs at least one clip.", nameof(rows));
        long width = rows.Max(row => Math.Max(
            Gap + (long)Math.Min(columns, row.Clip.Frames) * (row.Clip.Width * Scale(row.Clip) + Gap),
            2 * Gap + BitmapFont.Measure(row.Caption).Width));
        long height = Gap + rows.Sum(row => (long)RowHeight(row.Clip));
        if (width * height > Frame.MaxPixels)
            throw new ArgumentException($"A contact sheet of {width} x {height} pixels is too large: show fewer clips or columns.", nameof(rows));
        var sheet = new Frame((int)width, (int)height);
        sheet.Fill(Background);
        int top = Gap;
        foreach (ContactSheetRow row in rows)
        {
            DrawRow(sheet, row, top, columns);
            top += RowHeight(row.Clip);
        }
        return sheet;
    }

    /// <summary>Which of <paramref name="frames"/> frames stand in the columns: the first, the last, and evenly between them.</summary>
    internal static int[] Choose(int frames, int columns)
    {
        int count = Math.Min(frames, columns);
        return [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)((long)i * (frames - 1) / (count - 1)))];
    }

    private static int Scale(Clip clip) => (LegibleWidth + clip.Width - 1) / clip.Width;

    private static int RowHeight(Clip clip) => TextHeight + clip.Height * Scale(clip) + TextHeight + Gap;

    private static void DrawRow(Frame sheet, ContactSheetRow row, int top, int columns)
    {
        int scale = Scale(row.Clip);
        sheet.DrawText(Gap, top, row.Caption, CaptionColour);
        int left = Gap;
        foreach (int t in Choose(row.Clip.Frames, columns))
        {
            sheet.Paste(row.Clip.Frame(t).Enlarged(scale), left, top + TextHeight);
            sheet.DrawText(left, top + TextHeight + row.Clip.Height * scale + 2, t.ToString(), NumberColour);
            left += row.Clip.Width * scale + Gap;
        }
    }
}
