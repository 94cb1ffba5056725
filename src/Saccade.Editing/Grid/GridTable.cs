namespace Saccade.Editing.Grid;

/// <summary>
/// The historical table: one row for each timeline and step, <c>video_id</c>, <c>source_video_name</c>, <c>time</c> in seconds, then every track's
/// values, track by track. 183 columns in the layout of nine values, 243 in that of twelve.
/// </summary>
internal static class GridTable
{
    public const string VideoId = "video_id", SourceVideoName = "source_video_name", Time = "time";

    /// <summary>Columns before the numbers.</summary>
    public const int NameColumns = 3;

    public const int LongestName = 1000;

    public static IEnumerable<string> Columns(GridLayout layout) =>
        [VideoId, SourceVideoName, Time, .. Enumerable.Range(0, layout.Width).Select(i => layout.Column(i / layout.Values.Count, i % layout.Values.Count))];

    /// <summary>The layout with this header; null for none, with the cause.</summary>
    public static (GridLayout? Layout, string Cause) LayoutOf(IReadOnlyList<string> header)
    {
        var layout = GridLayout.All.FirstOrDefault(l => header.Count == NameColumns + l.Width);
        if (layout is null)
            return (null, $"the header has {header.Count} columns, where a grid has {string.Join(" or ", GridLayout.All.Select(l => NameColumns + l.Width))}");
        var differing = Columns(layout).Zip(header).Index().FirstOrDefault(c => c.Item.First != c.Item.Second, (-1, default));
        return differing.Index < 0 ? (layout, "") : (null, $"column {differing.Index + 1} is '{Shown(differing.Item.Second)}', where a grid has '{differing.Item.First}'");
    }

    /// <summary>A name from a file as it may stand in a one-line message.</summary>
    public static string Shown(string name) =>
        string.Concat((name.Length > 80 ? name[..80] + ".." : name).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
