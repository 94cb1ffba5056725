using Saccade.Training;

namespace Saccade.Report.Charts;

/// <summary>
/// A confusion matrix as a heat map: rows are the truth, a cell is coloured by its share of the row and says its count. With many classes cells become small, and
/// counts are shown when one points at them.
/// </summary>
public static class ConfusionChart
{
    private const int Left = 116, Right = 70, LargestCell = 76, SmallestCell = 14, CellsWidth = 720;
    private const int LeastForCounts = 34, LeastForLevelNames = 52;

    /// <param name="matrix">At least one class.</param>
    /// <param name="title">Above it.</param>
    public static Html ToSvg(ConfusionMatrix matrix, string title = "True class (rows) and what was taken for it")
    {
        var classes = matrix.Classes;
        var cell = Math.Clamp(CellsWidth / Math.Max(1, classes.Count), SmallestCell, LargestCell);
        var isUpright = cell < LeastForLevelNames;
        var top = isUpright ? 130 : 52;
        int width = Left + classes.Count * cell + Right, height = top + classes.Count * cell + 8;
        var description = string.Join("; ", classes.Select((name, label) => $"{name}: {NumberText.Of(matrix.Recall(label))} recognised"));
        return ChartFrame.Of(width, height, title, description, Html.Of($"""
            <text class="title" x="0" y="15">{title}</text>
            {classes.Select((name, column) => ColumnName(name, Left + column * cell + cell / 2, top - 8, isUpright))}
            <text class="label strong" x="{Left + classes.Count * cell + 10}" y="{top - 8}">recall</text>
            {Enumerable.Range(0, classes.Count).Select(row => Row(matrix, row, top, cell))}
            """), largest: width);
    }

    private static Html ColumnName(string name, int x, int y, bool isUpright) => isUpright
        ? Html.Of($"""<text class="label" transform="translate({x + 4} {y}) rotate(-90)">{ChartText.Fit(name, Left - 8)}</text>""")
        : Html.Of($"""<text class="label" x="{x}" y="{y}" text-anchor="middle">{ChartText.Fit(name, LargestCell - 4)}</text>""");

    private static Html Row(ConfusionMatrix matrix, int row, int top, int cell)
    {
        var y = top + row * cell;
        var total = matrix.Counts[row].Sum();
        return Html.Of($"""
            <text class="label" x="{Left - 8}" y="{y + cell / 2 + 4}" text-anchor="end">{ChartText.Fit(matrix.Classes[row], Left - 16)}</text>
            {matrix.Counts[row].Select((count, column) => CellOf(count, total, Left + column * cell, y, cell, $"{matrix.Classes[row]} taken for {matrix.Classes[column]}"))}
            <text class="label strong" x="{Left + matrix.Classes.Count * cell + 10}" y="{y + cell / 2 + 4}">{NumberText.Of(matrix.Recall(row))}</text>
            """);
    }

    private static Html CellOf(int count, int total, int x, int y, int cell, string meaning)
    {
        var share = total > 0 ? (double)count / total : 0;
        var text = cell < LeastForCounts
            ? Html.Empty
            : Html.Of($"""<text class="{(share > 0.6 ? "inverse" : count > 0 ? "count" : "none")}" x="{x + cell / 2}" y="{y + cell / 2 + 4}" text-anchor="middle">{NumberText.Count(count)}</text>""");
        return Html.Of($"""
            <rect class="empty" x="{x + 1}" y="{y + 1}" width="{cell - 2}" height="{cell - 2}" rx="3"/><rect class="s0" x="{x + 1}" y="{y + 1}" width="{cell - 2}" height="{cell - 2}" rx="3" fill-opacity="{share:0.###}"><title>{meaning}: {NumberText.Count(count)}</title></rect>
            {text}
            """);
    }
}
