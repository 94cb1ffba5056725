using Microsoft.Playwright;
using Saccade.Counting;
using Saccade.Studio.Hosting;
using Saccade.Training;
using Saccade.Trajectories;

namespace Saccade.Studio.Pages.Tests;

/// <summary>One browser, and one Studio over a folder of real, tiny runs, for all tests: <c>shelf</c> counts, <c>both/balls-1</c> and <c>both/balls-2</c> differ in their seed.</summary>
public sealed class Browsing : IAsyncLifetime, IDisposable
{
    public static ApplicationList Applications { get; } = new(new CountingApplication(), new TrajectoriesApplication());

    /// <summary>Milliseconds until a test gives up: long, so that a busy machine decides nothing.</summary>
    private const float Patience = 120_000;

    private readonly TemporaryFolder folder = new();
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private StudioServer studio = null!;

    public string Runs => folder["runs"];

    public string Address => studio.Address.ToString().TrimEnd('/');

    public async Task InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;
        Train(TinyCountingRecipe.Text, "shelf");
        Train(TinyVideoRecipe.Text, "both/balls-1", "seed=1");
        Train(TinyVideoRecipe.Text, "both/balls-2", "seed=2");
        Directory.CreateDirectory(folder["recipes"]);
        await File.WriteAllTextAsync(folder["recipes/balls.yaml"], TinyVideoRecipe.Text);
        studio = await StudioServer.StartAsync(Applications, new() { Runs = Runs, Recipes = [folder["recipes"]], Program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "saccade.dll")] }, _ => { });
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Environment.UserName == "root" ? ["--no-sandbox"] : [] });
    }

    public void Train(string recipe, string name, params string[] sets) => Train(recipe, name, default, sets);

    /// <summary>Trains in this process, judges on validation, and ends when that is done or <paramref name="stop"/> says so.</summary>
    public void Train(string recipe, string name, CancellationToken stop, params string[] sets)
    {
        var (application, bound) = Applications.Bind(RecipeFile.Parse(recipe, "test.yaml", sets));
        TrainingJob.Run(new() { Application = application, Recipe = bound, Folder = Path.Combine(Runs, name) }, _ => { }, stop);
    }

    /// <summary>A page of a browser that remembers nothing; it fails the test that it belongs to when a script fails or the console gets an error.</summary>
    public async Task<Visit> Open(string path, ColorScheme colours = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = 1360, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await page.GotoAsync(Address + path);
        return visit;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (studio is not null)
            await studio.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();
}
