using Saccade.Editing.Content;
using Saccade.Media;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>A picture of some recordings: a band for each, time to the right, in it the loudness as a hill (blue where it is kept, grey where not), below it the motion as a line's brightness.</summary>
public static class FootageSheet
{
    private const int Column = 80, Hill = 24, Line = 4, Space = 8, MostColumns = 100, MostRecordings = 1000;

    private static readonly Rgb Ground = new(24, 24, 28), Kept = new(70, 130, 220), Dropped = new(110, 110, 110);

    /// <param name="footage">From top to bottom.</param>
    /// <param name="columns">The picture's width in columns of 80 pixels.</param>
    /// <exception cref="ArgumentException">There is no recording, or the sheet would be too large.</exception>
    public static Frame Draw(IReadOnlyList<CutFootage> footage, int columns)
    {
        if (footage.Count is 0 or > MostRecordings || columns is < 1 or > MostColumns)
            throw new ArgumentException(columns is < 1 or > MostColumns ? $"{columns} columns cannot be drawn; 1 to {MostColumns} can" : $"{footage.Count} recordings cannot be shown; 1 to {MostRecordings} can");
        var sheet = new Frame(columns * Column, (footage.Count * (Hill + Line + Space)) + Space);
        sheet.Fill(Ground);
        foreach (var (i, item) in footage.Index())
        {
            var (top, kept, features) = (Space + (i * (Hill + Line + Space)), item.KeptSteps, item.Features);
            for (var x = 0; x < sheet.Width && features.Steps > 0; x++)
            {
                var step = (int)((long)x * features.Steps / sheet.Width);
                var height = features.Has(ContentFeatures.Loudness) ? (int)Math.Round(Math.Clamp(features[step, ContentFeatures.Loudness], 0, 1) * Hill) : Hill / 2;
                for (var y = Hill - Math.Max(height, 1); y < Hill; y++)
                    sheet[x, top + y] = kept[step] ? Kept : Dropped;
                var moving = features.Has(ContentFeatures.Motion) ? (byte)(40 + (200 * Math.Clamp(features[step, ContentFeatures.Motion], 0, 1))) : (byte)0;
                for (var y = 1; y < Line; y++)
                    sheet[x, top + Hill + y] = new Rgb(moving, (byte)(moving * 3 / 4), 20);
            }
        }
        return sheet;
    }
}
