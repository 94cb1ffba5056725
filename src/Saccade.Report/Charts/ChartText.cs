namespace Saccade.Report.Charts;

/// <summary>How much room text takes in a chart, about: SVG has no layout of its own.</summary>
internal static class ChartText
{
    private const int Character = 7, BoldCharacter = 8; // pixels, in the charts' font

    public static int Width(string text, bool isBold = false) => (isBold ? BoldCharacter : Character) * text.Length;

    /// <summary>The text, or so much of its beginning as has room, with an ellipsis.</summary>
    public static string Fit(string text, int pixels, bool isBold = false)
    {
        var most = Math.Max(2, pixels / Width(" ", isBold));
        return text.Length <= most ? text : text[..(most - 1)] + "…";
    }

    /// <summary>Which of the page's six colours something has; after the last they begin again.</summary>
    public static string Colour(int index) => $"s{index % 6}";
}
