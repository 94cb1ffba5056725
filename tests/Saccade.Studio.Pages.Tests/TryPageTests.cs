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
        await visit["input[type=file]"].SetInputFilesAsync(new FilePayload { Name = "box.png", MimeType = "image/png", Buffer = DrawnDiscs.Png });
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

    [PageFact]
    public async Task What_a_count_rests_on_is_drawn_over_the_picture()
    {
        await using var visit = await browsing.Open("/try/shelf");
        await visit["input[type=file]"].SetInputFilesAsync(new FilePayload { Name = "box.png", MimeType = "image/png", Buffer = DrawnDiscs.Png });
        await Explained(visit);
    }

    [PageFact(NeedsFfmpeg = true)]
    public async Task What_the_answer_to_a_clip_rests_on_is_drawn_over_its_frames_layer_by_layer()
    {
        using var folder = new TemporaryFolder();
        MovingBall.Write(folder["ball.mp4"], width: 64, height: 64, rate: new FrameRate(5, 1), frames: 8);
        await using var visit = await browsing.Open("/try/both%2Fballs-1");
        await visit["input[type=file]"].SetInputFilesAsync(folder["ball.mp4"]);
        await Visit.See(visit[".answer .domain"], "validated on");
        await Explained(visit);
        await visit[".explaining select"].SelectOptionAsync("attention");
        await visit.Page.GetByLabel("head").FillAsync("99");
        await visit.Button("Explain").ClickAsync();
        await Visit.See(visit[".explaining .error"], "99");
    }

    /// <summary>Asks for the explanation, and sees a picture that the browser could read.</summary>
    private static async Task Explained(Visit visit)
    {
        await visit.Button("Explain").ClickAsync();
        await Visit.See(visit[".explaining figure img"]);
        await visit.Page.WaitForFunctionAsync("document.querySelector('.explaining figure img').naturalWidth > 0");
    }
}
