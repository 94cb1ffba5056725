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
        await Visit.See(visit[".jobs li .badge"], "running");
        await visit[".jobs li .name a"].ClickAsync();
        await Visit.See(visit[".run-head .badge"], "running");
        await visit.Button("Stop").ClickAsync();
        await Visit.See(visit[".run-head .badge"], "stopped");
        await visit.Press("q");
        await Visit.See(visit[".jobs li .badge"], "stopped");
        await visit.Button("Resume").ClickAsync();
        await Visit.See(visit[".jobs li .badge"], "running");
        await visit.Button("Stop").ClickAsync();
        await Visit.See(visit[".jobs li .badge"], "stopped");
    }
}
