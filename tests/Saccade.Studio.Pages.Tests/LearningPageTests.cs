using Microsoft.Playwright;

namespace Saccade.Studio.Pages.Tests;

/// <summary>Counts put right on the page become a run that has learnt from them.</summary>
[Collection(nameof(Browsing))]
public sealed class LearningPageTests(Browsing browsing)
{
    [PageFact]
    public async Task Points_clicked_on_and_off_are_saved_and_a_run_that_learnt_from_them_comes_into_the_list()
    {
        browsing.Train(TinyCountingRecipe.Text, "corrected");
        await using var visit = await browsing.Open("/try/corrected");
        var points = visit[".point-editor svg g"];
        for (var image = 1; image <= 5; image++)
        {
            await visit["input[type=file]"].SetInputFilesAsync(new FilePayload { Name = $"box-{image}.png", MimeType = "image/png", Buffer = DrawnDiscs.Png });
            await Visit.See(visit[$".point-editor img[alt='box-{image}.png']"]);
            await Visit.See(visit[".point-editor svg"]);
            if (image == 1)
                await PutAndTakeAway(visit, points);
            else
                await Click(visit, 5, 5);
            await Visit.See(visit[".correction"], "You ");
            await visit.Button("Save").ClickAsync();
            await Visit.See(visit[".correction"], image == 1 ? "1 corrected image " : $"{image} corrected images ");
        }
        await visit.Button("Learn from the corrections").ClickAsync();
        var job = visit[".jobs li"].Filter(new() { HasText = "corrected-learned" });
        await Visit.See(job.Locator(".badge"), "finished");
        await visit.Page.GotoAsync(browsing.Address + "/?search=learned");
        await Visit.See(visit.Row("corrected-learned").Locator(".badge"), "finished");
    }

    /// <summary>What a model that knows nothing has counted goes away, and the three discs are pointed at; one that was put by mistake is taken back.</summary>
    private static async Task PutAndTakeAway(Visit visit, ILocator points)
    {
        while (await points.CountAsync() is var left and > 0)
        {
            await points.First.Locator("circle").ClickAsync();
            await Assertions.Expect(points).ToHaveCountAsync(left - 1);
        }
        foreach (var (x, y) in DrawnDiscs.Centres)
            await Click(visit, x, y);
        await Click(visit, 5, 5);
        await Assertions.Expect(points).ToHaveCountAsync(4);
        await Click(visit, 5, 5);
        await Assertions.Expect(points).ToHaveCountAsync(3);
        await Visit.See(visit[".correction"], "You added 3.");
    }

    /// <summary>A click on a place of the picture, in its pixels.</summary>
    private static async Task Click(Visit visit, int x, int y)
    {
        var box = (await visit[".point-editor svg"].BoundingBoxAsync())!;
        await visit[".point-editor svg"].ClickAsync(new() { Position = new() { X = (x + 0.5f) * box.Width / DrawnDiscs.Width, Y = (y + 0.5f) * box.Height / DrawnDiscs.Height } });
    }
}
