using Microsoft.Playwright;

namespace Saccade.Studio.Pages.Tests;

/// <summary>Trainings are started from a recipe that is checked as it is written, and stopped.</summary>
[Collection(nameof(Browsing))]
public sealed class QueuePageTests(Browsing browsing)
{
    [PageFact]
    public async Task A_wrong_key_is_shown_at_its_line_and_cannot_be_started()
    {
        await using var visit = await browsing.Open("/queue");
        await visit[".recipe-editor textarea"].FillAsync(TinyVideoRecipe.Text.Replace("epochs:", "epoch:"));
        await Visit.See(visit[".verdict .bad-text"], "epochs");
        await Visit.See(visit[".gutter .bad"]);
        Assert.True(await visit.Button("Start").IsDisabledAsync());
        // A second fault is told with the first.
        await visit[".recipe-editor textarea"].FillAsync(TinyVideoRecipe.Text.Replace("epochs:", "epoch:").Replace("batch_size: 16", "batch_size: many"));
        await Assertions.Expect(visit[".verdict .bad-text"]).ToHaveCountAsync(2);
        await Assertions.Expect(visit[".gutter .bad"]).ToHaveCountAsync(2);
    }

    [PageFact]
    public async Task Variants_of_a_recipe_are_started_as_one_queue()
    {
        await using var visit = await browsing.Open("/queue");
        await visit[".recipe-editor textarea"].FillAsync("base: balls.yaml\nslow: [learning_rate=0.0001]\n");
        await visit.Page.GetByLabel("Name").FillAsync("changes");
        await visit.Page.GetByLabel("Overrides").FillAsync("epochs=1");
        await Visit.See(visit[".verdict .good-text"], "balls as it is, and 1 of its variants: slow");
        await visit.Button("Queue 2 runs").ClickAsync();
        var job = visit[".jobs li"].Filter(new() { HasText = "changes" });
        await Visit.See(job.Locator(".badge"), "finished");
        await job.Locator(".name a").ClickAsync();
        await Visit.See(visit.Row("changes/slow-seed-1").Locator(".badge"), "finished");
        await Visit.See(visit.Row("changes/balls-seed-1"));
    }

    [PageFact]
    public async Task A_training_is_started_followed_stopped_and_resumed()
    {
        await using var visit = await browsing.Open("/queue");
        await visit[".recipe-editor textarea"].FillAsync(TinyVideoRecipe.Text);
        await visit.Page.GetByLabel("Name").FillAsync("begun-here");
        await visit.Page.GetByLabel("Overrides").FillAsync("epochs=5000");
        await Visit.See(visit[".verdict .good-text"]);
        await visit.Button("Start").ClickAsync();
        var job = visit[".jobs li"].Filter(new() { HasText = "begun-here" });
        await Visit.See(job.Locator(".badge"), "running");
        await job.Locator(".name a").ClickAsync();
        await Visit.See(visit[".run-head .badge"], "running");
        await visit.Button("Stop").ClickAsync();
        await Visit.See(visit[".run-head .badge"], "stopped");
        await visit.Press("q");
        await Visit.See(job.Locator(".badge"), "stopped");
        await visit.Button("Resume begun-here").ClickAsync();
        await Visit.See(job.Locator(".badge"), "running");
        await visit.Button("Stop begun-here").ClickAsync();
        await Visit.See(job.Locator(".badge"), "stopped");
    }
}
