using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Studio.Tests.Hosting;
using Saccade.Studio.Tests.Serving;

namespace Saccade.Studio.Tests.Corrections;

/// <summary>What a person found wrong with counts, and what is learnt from it.</summary>
public sealed class CorrectionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Corrections_are_kept_with_their_images_and_learnt_from_once_there_are_enough()
    {
        File.WriteAllText(folder["program.sh"], "echo \"$@\"\n");
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "both", "shelf")), o => o with { Program = ["/bin/sh", folder["program.sh"]], FewestCorrections = 2 });
        var kept = await Keep(studio, "shelf <1>.png", """{"add":[[4,5]],"remove":[1,[2,3]]}""");
        Assert.Equal(("shelf <1>.png", "[[4,5]]", "[1,[2,3]]"), ((string)kept["name"]!, kept["add"]!.ToJsonString(), kept["remove"]!.ToJsonString()));
        Assert.Equal((409, "1 corrected images of both/shelf are too few to learn from and to see what that is worth: correct at least 2"), await studio.Refused(HttpMethod.Post, "api/runs/both%2Fshelf/learn"));
        await Keep(studio, "shelf <1>.png", """{"add":[]}""");
        await Keep(studio, "box.png", "{}");
        var images = (await studio.Get("api/runs/both%2Fshelf/corrections"))["images"]!.AsArray();
        Assert.Equal(["shelf <1>.png", "box.png"], images.Select(i => (string)i!["name"]!));

        var job = await studio.Send(HttpMethod.Post, "api/runs/both%2Fshelf/learn");
        Assert.Equal("shelf-learned", (string)job["run"]!);
        string status;
        do
            status = (string)(await studio.Get("api/queue"))["jobs"]![0]!["status"]!;
        while (status is "waiting" or "running");
        Assert.Equal("finished", status);
        var (own, id) = (Path.Combine(studio.Runs, ".studio"), (string)job["job"]!);
        var (run, counted) = (Path.Combine(studio.Runs, "both", "shelf"), Path.Combine(own, "jobs", id, "counted"));
        var corrections = Path.Combine(own, "corrections", "both", "shelf", $"{id}.json");
        var said = File.ReadAllLines(Path.Combine(own, "jobs", id, "console.txt")).Where(l => l.StartsWith("$ ", StringComparison.Ordinal));
        Assert.Equal(
        [
            $"$ saccade count {Path.Combine(own, "corrections", "both", "shelf", "images")} --model {run} --out {counted} --corrections {corrections}",
            $"$ saccade count --learn {counted} --model {run} --out {Path.Combine(studio.Runs, "shelf-learned")}",
        ], said);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(corrections))!.AsObject();
        Assert.Equal(["image-0001.png", "image-0002.png"], written.Select(w => w.Key));
        Assert.Equal(written.Select(w => w.Key), Directory.GetFiles(Path.Combine(own, "corrections", "both", "shelf", "images")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("a.png", "[]")]
    [InlineData("a.png", "{\"take\":[]}")]
    [InlineData("a.png", "{\"add\":{}}")]
    [InlineData("a.png", "{\"add\":[],\"add\":[]}")]
    [InlineData("a.png", "nonsense")]
    [InlineData("..\\a.png", "{}")]
    public async Task What_is_no_correction_is_refused(string name, string correction)
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "both", "shelf")));
        using var answer = await studio.Client.PostAsync("api/runs/both%2Fshelf/corrections", Form(name, Picture(), correction));
        Assert.Equal(400, (int)answer.StatusCode);
        await ToyService.Detail(answer);
        Assert.False(Directory.Exists(Path.Combine(studio.Runs, ".studio", "corrections")));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "both", "shelf")));
        using var answer = await studio.Client.PostAsync("api/runs/both%2Fshelf/corrections", Form("a.png", "<svg onload=alert(1)>"u8.ToArray(), "{}"));
        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Equal(415, (await studio.Refused(HttpMethod.Post, "api/runs/both%2Fshelf/corrections", [])).Status);
        using var torn = await studio.Client.PostAsync("api/runs/both%2Fshelf/corrections", ToyService.Body("--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nabc", "multipart/form-data; boundary=x"));
        Assert.Equal(400, (int)torn.StatusCode);
        Assert.Contains("the form is malformed", await ToyService.Detail(torn));
        Assert.Empty(studio.Told);
    }

    private async Task<JsonObject> Keep(ToyStudio studio, string name, string correction)
    {
        using var answer = await studio.Client.PostAsync("api/runs/both%2Fshelf/corrections", Form(name, Picture(), correction));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static MultipartFormDataContent Form(string name, byte[] image, string correction)
    {
        var file = new ByteArrayContent(image);
        // As browsers write it.
        file.Headers.ContentDisposition = new("form-data") { Name = "\"image\"", FileName = $"\"{name.Replace("\\", "\\\\")}\"" };
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var form = new MultipartFormDataContent { { new StringContent(correction), "correction" } };
        form.Add(file);
        return form;
    }

    private byte[] Picture()
    {
        PngWriter.Write(folder["a.png"], new Frame(8, 8));
        return File.ReadAllBytes(folder["a.png"]);
    }
}
