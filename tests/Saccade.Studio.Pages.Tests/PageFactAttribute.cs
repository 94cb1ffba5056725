namespace Saccade.Studio.Pages.Tests;

/// <summary>A test in a browser; skipped, and saying so, where there is none or the pages were not built.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = Chromium.Missing;
}
