namespace Saccade.Cli.Progress;

/// <summary>Bars as markup text, so that a snapshot can hold them.</summary>
internal static class Bars
{
    private const int Width = 40;

    /// <summary>A bar of fixed width for <paramref name="done"/> of <paramref name="total"/>.</summary>
    /// <param name="done">Cut to 0 to <paramref name="total"/>.</param>
    /// <param name="total">What is whole; 0 gives an empty bar.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    public static string Markup(double done, double total, bool unicode)
    {
        var full = total > 0 ? (int)Math.Round(Math.Clamp(done / total, 0, 1) * Width) : 0;
        var (filled, empty) = unicode ? ('━', '─') : ('#', '.');
        return $"[blue]{new string(filled, full)}[/][grey]{new string(empty, Width - full)}[/]";
    }
}
