using Microsoft.Playwright;

namespace Saccade.Studio.Pages.Tests;

/// <summary>A page as a test sees it. What its scripts did wrong is kept, and fails the test at its end.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> mistakes = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.PageError += (_, error) => mistakes.Add(error);
        page.Console += (_, message) =>
        {
            // A refusal that the page shows is written to the console by the browser itself.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                mistakes.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public ILocator this[string selector] => Page.Locator(selector);

    /// <summary>What can be seen and clicked by its name, as a screen reader would say it.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = false });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Row(string run) => Page.Locator(".run-table tbody tr", new() { Has = Page.Locator($"input[aria-label='Choose {run}']") });

    public Task Press(string keys) => Page.Keyboard.PressAsync(keys);

    public static async Task See(ILocator locator, string? text = null)
    {
        await Assertions.Expect(locator.First).ToBeVisibleAsync();
        if (text is not null)
            await Assertions.Expect(locator.First).ToContainTextAsync(text);
    }

    public static Task Gone(ILocator locator) => Assertions.Expect(locator).ToHaveCountAsync(0);

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(mistakes);
    }
}
