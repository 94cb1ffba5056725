using Microsoft.Playwright;
using Saccade.Media;

namespace Saccade.Studio.Pages.Tests;

/// <summary>The user's own picture, what a model says of it, and what the user says of that.</summary>
[Collection(nameof(Browsing))]
public sealed class TryPageTests(Browsing browsing)
{
    [PageFact]
    public async Task A_picture_is_uploaded_counted_corrected_by_clicks_and_kept()
    {
        await using var visit = await browsing.Open("/try/shelf");
        await visit["input[type=file]"].SetInputFilesAsync(new FilePayload { Name = "box.png", MimeType = "image/png", Buffer = Picture() });
        await Visit.See(visit[".answer .domain"], "validated on");
        await Visit.See(visit[".point-editor svg"]);
        var counted = await visit[".point-editor svg g"].CountAsync();

        // The corner has room for a point of its own, or takes one away that a model which knows nothing has put there.
        await visit[".point-editor svg"].ClickAsync(new() { Position = new() { X = 30, Y = 30 } });
        await Visit.See(visit[".correction"], "You ");
        Assert.NotEqual(counted, await visit[".point-editor svg g"].CountAsync());
        await visit.Button("Save the correction").ClickAsync();
        await Visit.See(visit[".correction"], "1 corrected image");
        Assert.True(await visit.Button("Learn from").IsDisabledAsync());

        await visit[".point-editor svg"].FocusAsync();
        var before = await visit[".point-editor svg g"].CountAsync();
        await visit.Press("Shift+ArrowDown");
        await visit.Press("Enter");
        await Assertions.Expect(visit[".point-editor svg g"]).Not.ToHaveCountAsync(before);
    }

    [PageFact]
    public async Task What_a_model_cannot_use_is_refused_in_one_line()
    {
        await using var visit = await browsing.Open("/try/shelf");
        await visit["input[type=file]"].SetInputFilesAsync(new FilePayload { Name = "notes.png", MimeType = "image/png", Buffer = "not a picture"u8.ToArray() });
        await Visit.See(visit[".error"]);
        Assert.DoesNotContain('\n', await visit[".error"].InnerTextAsync());
    }

    /// <summary>Three discs on grey.</summary>
    private static byte[] Picture()
    {
        var frame = new Frame(64, 48);
        frame.Fill(new(90, 100, 110));
        foreach (var (x, y) in new[] { (40, 12), (22, 34), (50, 36) })
            for (var dy = -5; dy <= 5; dy++)
                for (var dx = -5; dx <= 5; dx++)
                    if ((dx * dx) + (dy * dy) <= 25)
                        frame[x + dx, y + dy] = new(220, 160, 60);
        using var folder = new TemporaryFolder();
        PngWriter.Write(folder["box.png"], frame);
        return File.ReadAllBytes(folder["box.png"]);
    }
}
