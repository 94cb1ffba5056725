using System.Reflection;
using Saccade.Training;

namespace Saccade.Report.Pages;

/// <summary>
/// A whole report in one file: style inline, pictures inline, no scripts, nothing fetched. It follows the reader's light or dark
/// theme and prints on paper.
/// </summary>
public static class ReportPage
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    });

    /// <param name="title">Of the window and the page.</param>
    /// <param name="body">Everything below the title.</param>
    /// <param name="made">When.</param>
    public static string Of(string title, Html body, DateTimeOffset made) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>
        {Html.Trusted(Style.Value)}</style>
        </head>
        <body>
        <h1>{title}</h1>
        {body}
        <footer>Made by Saccade {MachineInfo.CodeVersion} on {made.ToString("yyyy-MM-dd HH:mm 'UTC'")}. No number here stands without its controls.</footer>
        </body>
        </html>

        """).ToString();
}
