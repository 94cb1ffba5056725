using Saccade.Media;

namespace Saccade.Editing.Grid.Sets;

/// <summary>A picture of some grids: a band for each, time to the right, in it a line for each track that is used (V1 the lowest) where it has a clip, in its class's colour, paler the larger it is.</summary>
public static class GridSheet
{
    private const int Column = 80, Line = 6, Space = 8, MostColumns = 100;

    private static readonly Rgb Ground = new(24, 24, 28);

    private static readonly Rgb[] Classes =
    [
        new(120, 120, 120), new(70, 130, 220), new(230, 140, 40), new(80, 180, 100), new(210, 80, 90),
        new(150, 110, 200), new(190, 170, 60), new(60, 180, 180), new(220, 120, 180), new(160, 100, 60),
    ];

    /// <param name="grids">From top to bottom.</param>
    /// <param name="columns">The picture's width in columns of 80 pixels.</param>
    /// <exception cref="ArgumentException">There is no grid, or the sheet would be too large.</exception>
    public static Frame Draw(IReadOnlyList<TimelineGrid> grids, int columns)
    {
        if (grids.Count == 0 || columns is < 1 or > MostColumns)
            throw new ArgumentException(grids.Count == 0 ? "there is no grid to show" : $"{columns} columns cannot be drawn; 1 to {MostColumns} can");
        var used = grids.Select(TracksUsed).ToArray();
        var sheet = new Frame(columns * Column, used.Sum(t => (t * Line) + Space) + Space);
        for (var y = 0; y < sheet.Height; y++)
            for (var x = 0; x < sheet.Width; x++)
                sheet[x, y] = Ground;
        var top = Space;
        foreach (var (grid, tracks) in grids.Zip(used))
        {
            for (var x = 0; x < sheet.Width; x++)
            {
                var row = grid.Row((int)((long)x * grid.Steps / sheet.Width));
                for (var track = 0; track < tracks; track++)
                {
                    var cell = row.Slice(track * grid.Layout.Values.Count, grid.Layout.Values.Count);
                    for (var y = 0; y < Line - 1 && cell[GridLayout.Active] == 1; y++)
                        sheet[x, top + ((tracks - 1 - track) * Line) + y] = Colour(cell, grid.Layout);
                }
            }
            top += (tracks * Line) + Space;
        }
        return sheet;
    }

    private static int TracksUsed(TimelineGrid grid)
    {
        var tracks = 1;
        for (var step = 0; step < grid.Steps; step++)
        {
            var row = grid.Row(step);
            for (var track = tracks; track < GridLayout.Tracks; track++)
                tracks = row[track * grid.Layout.Values.Count] == 1 ? track + 1 : tracks;
        }
        return tracks;
    }

    private static Rgb Colour(ReadOnlySpan<float> cell, GridLayout layout)
    {
        var colour = Classes[Math.Clamp((int)cell[GridLayout.Asset], 0, Classes.Length - 1)];
        var factor = cell[GridLayout.FirstNumber] / (layout == GridLayout.Nine ? 100 : 1);
        var paler = Math.Clamp((factor - 1) * 0.6f, -0.4f, 0.6f);
        return new Rgb(Mixed(colour.R), Mixed(colour.G), Mixed(colour.B));

        byte Mixed(byte part) => (byte)(paler >= 0 ? part + ((255 - part) * paler) : part * (1 + paler));
    }
}
