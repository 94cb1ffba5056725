using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Studio.Tests.Hosting;
using Saccade.Studio.Tests.Serving;
using Saccade.Training;

namespace Saccade.Studio.Tests.Trying;

/// <summary>A model of a run, tried on a file of one's own.</summary>
public sealed class TryTests
{
    [Fact]
    public async Task A_file_is_answered_as_predict_answers_it_with_its_pictures()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "both", "toy")));
        var table = ToyService.Table(3);
        using var answer = await studio.Client.PostAsync("api/runs/both%2Ftoy/predict?name=points%20%3Cb%3E.csv", ToyService.Body(table, "application/octet-stream"));
        var json = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.True(answer.IsSuccessStatusCode, json.ToJsonString());
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["input.csv"], table);
        var application = new GatedApplication();
        using var run = new LoadedRun(new(application), RunFolder.Open(Path.Combine(studio.Runs, "both", "toy")));
        Assert.Equal(JsonSerializer.Serialize(application.Predict(run.Model, folder["input.csv"], null, default).Results, RunJson.Line), json["results"]!.ToJsonString(RunJson.Line));
        Assert.Equal(("points <b>.csv", "toy", true), ((string)json["input"]!, (string)json["task"]!, (bool)json["in_domain"]!));
        Assert.Equal("drawing.csv", (string)json["files"]![0]!["name"]!);
        Assert.Equal(422, (int)(await studio.Client.PostAsync("api/runs/both%2Ftoy/explain", ToyService.Body(table))).StatusCode);
    }

    [Theory]
    [InlineData("predict?name=..%2Fup.csv", "1,2", 400, "a file's name is empty")]
    [InlineData("predict", "", 400, "is empty")]
    [InlineData("predict?name=a.csv", "1,2", 422, "a.csv: has 2 columns, and the model takes 16")]
    public async Task What_cannot_be_answered_is_refused_with_a_reason(string path, string body, int status, string reason)
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        using var answer = await studio.Client.PostAsync($"api/runs/toy/{path}", ToyService.Body(body));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(reason, await ToyService.Detail(answer));
    }

    [Fact]
    public async Task A_run_without_weights_says_so_and_another_sites_page_asks_no_model()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "toy"));
            Directory.Delete(Path.Combine(runs, "toy", "checkpoints"), recursive: true);
        });
        using var answer = await studio.Client.PostAsync("api/runs/toy/predict", ToyService.Body(ToyService.Table(1)));
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.DoesNotContain(studio.Runs, await ToyService.Detail(answer));
        studio.Client.DefaultRequestHeaders.Remove("X-Saccade-Token");
        Assert.Equal(403, (int)(await studio.Client.PostAsync("api/runs/toy/predict", ToyService.Body(ToyService.Table(1)))).StatusCode);
    }
}
