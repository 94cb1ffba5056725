using Saccade.Training;

namespace Saccade.Report.Charts;

/// <summary>A confusion matrix as a heat map: rows are the truth, a cell is coloured by its share of the row and says its count.</summary>
public static class ConfusionChart
{
    private const int Cell = 58, Left = 110, Top = 52, Right = 70;
    private const int LongestName = 14;

    public static Html ToSvg(ConfusionMatrix matrix)
    {
        var size = matrix.Classes.Count;
        int width = Left + size * Cell + Right, height = Top + size * Cell + 8;
        return Html.Of($"""
            <svg class="chart heat" viewBox="0 0 {width} {height}" style="max-width:{width}px" role="img" aria-label="Confusion matrix" xmlns="http://www.w3.org/2000/svg">
            <text class="title" x="0" y="15">True class (rows) and what was taken for it</text>
            {matrix.Classes.Select((name, column) => Html.Of($"""<text class="label" x="{Left + column * Cell + Cell / 2}" y="{Top - 8}" text-anchor="middle">{Short(name, 9)}</text>"""))}
            <text class="label strong" x="{Left + size * Cell + 10}" y="{Top - 8}">recall</text>
            {Enumerable.Range(0, size).Select(row => Row(matrix, row))}
            </svg>
            """);
    }

    private static Html Row(ConfusionMatrix matrix, int row)
    {
        var y = Top + row * Cell;
        var total = matrix.Counts[row].Sum();
        return Html.Of($"""
            <text class="label" x="{Left - 8}" y="{y + Cell / 2 + 4}" text-anchor="end">{Short(matrix.Classes[row], LongestName)}</text>
            {matrix.Counts[row].Select((count, column) => CellOf(count, total, Left + column * Cell, y))}
            <text class="label strong" x="{Left + matrix.Classes.Count * Cell + 10}" y="{y + Cell / 2 + 4}">{NumberText.Of(matrix.Recall(row))}</text>
            """);
    }

    private static Html CellOf(int count, int total, int x, int y)
    {
        var share = total > 0 ? (double)count / total : 0;
        return Html.Of($"""
            <rect class="empty" x="{x + 1}" y="{y + 1}" width="{Cell - 2}" height="{Cell - 2}" rx="3"/><rect class="s0" x="{x + 1}" y="{y + 1}" width="{Cell - 2}" height="{Cell - 2}" rx="3" fill-opacity="{share:0.###}"/>
            <text class="label{(share > 0.55 ? " inverse" : "")}" x="{x + Cell / 2}" y="{y + Cell / 2 + 4}" text-anchor="middle">{NumberText.Count(count)}</text>
            """);
    }

    private static string Short(string name, int length) => name.Length <= length ? name : name[..(length - 1)] + "…";
}
