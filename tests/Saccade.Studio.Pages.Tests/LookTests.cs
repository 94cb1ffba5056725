using Microsoft.Playwright;

namespace Saccade.Studio.Pages.Tests;

/// <summary>What holds of every page, light and dark: it can be read, named, reached by Tab, and fits its window.</summary>
[Collection(nameof(Browsing))]
public sealed class LookTests(Browsing browsing)
{
    private static readonly (string Path, string Holds)[] Pages =
    [
        ("/", ".run-table td a"), ("/runs/both%2Fballs-1", ".chart canvas"), ("/runs/both%2Fballs-1/evidence", ".claims td"), ("/runs/both%2Fballs-1/layers", ".layers td"),
        ("/runs/both%2Fballs-1/recipe", ".recipe td"), ("/runs/both%2Fballs-1/log", ".console"), ("/compare?runs=both%2Fballs-1,both%2Fballs-2", ".metrics td"), ("/queue", ".recipe-editor"), ("/try/shelf", ".drop"),
    ];

    /// <summary>Texts whose contrast to what lies behind them is below 4.5 (WCAG 2.2, 1.4.3), as <c>text (contrast)</c>.</summary>
    private const string Unreadable = """
        () => {
          const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
          const rgba = colour => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
          const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
          const behind = element => { if (!element) return [255, 255, 255, 1]; const own = rgba(getComputedStyle(element).backgroundColor); return own[3] === 1 ? own : over(own, behind(element.parentElement)); };
          const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
          const found = [];
          for (const element of document.body.querySelectorAll('*')) {
            const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join('');
            if (!text || element.closest('svg, [inert], :disabled, .unseen, .skip, dialog:not([open]), option') || !element.checkVisibility()) continue;
            const back = behind(element), [a, b] = [light(over(rgba(getComputedStyle(element).color), back)), light(back)];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) found.push(`${text.slice(0, 40)} (${contrast.toFixed(2)})`);
          }
          return found;
        }
        """;

    /// <summary>What can be used but has no name, and pictures without a text.</summary>
    private const string Unnamed = """
        () => [...document.querySelectorAll('button, a[href], input, select, textarea, img, [role=img], [role=application]')].filter(element => element.checkVisibility() &&
          !(element.innerText?.trim() || element.getAttribute('aria-label') || element.labels?.length || element.hasAttribute('alt') || element.querySelector?.('title'))).map(element => element.outerHTML.slice(0, 120))
        """;

    [PageFact]
    public async Task Every_page_can_be_read_and_named_and_is_no_wider_than_its_window()
    {
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await browsing.Open("/", colours);
            foreach (var (path, holds) in Pages)
            {
                await visit.Page.GotoAsync(browsing.Address + path);
                await Visit.See(visit[holds]);
                Assert.True(1 == await visit["h1"].CountAsync() || path == "/queue", path);
                Assert.Equal($"{path} {colours}", string.Join('\n', (await visit.Page.EvaluateAsync<string[]>(Unreadable)).Prepend($"{path} {colours}")));
                Assert.Equal(path, string.Join('\n', (await visit.Page.EvaluateAsync<string[]>(Unnamed)).Prepend(path)));
                Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), path);
                if (Environment.GetEnvironmentVariable("SACCADE_SCREENSHOTS") is { Length: > 0 } folder)
                    await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"studio{path.Replace("%2F", "-").Split('?')[0].Replace('/', '-').TrimEnd('-')}-{colours}.png") });
            }
        }
    }

    [PageFact]
    public async Task A_narrow_window_shows_each_runs_name_and_no_page_is_wider_than_it()
    {
        await using var visit = await browsing.Open("/");
        await visit.Page.SetViewportSizeAsync(560, 900);
        foreach (var (path, holds) in Pages)
        {
            await visit.Page.GotoAsync(browsing.Address + path);
            await Visit.See(visit[holds]);
            Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), path);
            if (path == "/")
                Assert.InRange((await visit.Row("shelf").Locator("td.id").BoundingBoxAsync())!.Width, 120, 560);
        }
    }

    [PageFact]
    public async Task The_first_Tab_offers_to_skip_the_header_and_focus_is_seen()
    {
        await using var visit = await browsing.Open("/");
        await Visit.See(visit.Row("shelf"));
        await visit.Press("Tab");
        await Assertions.Expect(visit[".skip"]).ToBeFocusedAsync();
        await visit.Press("Enter");
        await Assertions.Expect(visit["main"]).ToBeFocusedAsync();
        await visit.Press("Tab");
        Assert.NotEqual("none", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
    }

    [PageFact]
    public async Task The_theme_is_the_users_choice_and_is_remembered()
    {
        await using var visit = await browsing.Open("/");
        await Visit.See(visit.Row("shelf"));
        var light = await visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await visit.Button("Theme").ClickAsync();
        await Assertions.Expect(visit["html"]).ToHaveAttributeAsync("data-theme", "light");
        await visit.Button("Theme").ClickAsync();
        await Assertions.Expect(visit["html"]).ToHaveAttributeAsync("data-theme", "dark");
        var dark = await visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.NotEqual(light, dark);
        await visit.Page.ReloadAsync();
        await Visit.See(visit.Row("shelf"));
        Assert.Equal(dark, await visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }
}
