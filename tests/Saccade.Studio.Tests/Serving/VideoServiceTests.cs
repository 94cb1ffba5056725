using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Saccade.Training;
using Saccade.Trajectories;

namespace Saccade.Studio.Tests.Serving;

/// <summary>A run of videos behind the service: windows as they come, and what they rest on.</summary>
public sealed class VideoServiceTests
{
    [FfmpegFact]
    public async Task A_video_is_answered_as_predict_answers_it_at_once_line_by_line_and_with_what_that_rests_on()
    {
        await using var served = await ServedRun.Start(new TrajectoriesApplication(), TinyVideoRecipe.Text);
        var client = served.Client;
        MadeRecording.Write(served["clip.mp4"], 64, 36, withSound: false);
        var wanted = JsonNode.Parse(Assert.Single(served.Predicted("clip.mp4")))!.AsArray();
        var clip = await File.ReadAllBytesAsync(served["clip.mp4"]);
        using var whole = await client.PostAsync("predict?files=true", ToyService.Body(clip, "video/mp4"));
        var answer = (await whole.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(wanted.ToJsonString(RunJson.Line), answer["results"]!.ToJsonString(RunJson.Line));
        Assert.Equal(["input.annotated.mp4"], answer["files"]!.AsArray().Select(f => (string)f!["name"]!));

        using var request = new HttpRequestMessage(HttpMethod.Post, "predict") { Content = ToyService.Body(clip, null) };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var streamed = await client.SendAsync(request);
        var lines = (await streamed.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!).ToArray();
        Assert.Equal(wanted.Count + 1, lines.Length);
        Assert.Equal(wanted.Select(w => w!.ToJsonString(RunJson.Line)), lines[..^1].Select(l => l["result"]!.ToJsonString(RunJson.Line)));
        Assert.Equal(answer["in_domain"]!.GetValue<bool>(), (bool)lines[^1]["in_domain"]!);

        using var why = await client.PostAsync("explain", ToyService.Body(clip, "video/mp4"));
        var explanation = (await why.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("body", (string)explanation["input"]!);
        Assert.Contains("image/png", explanation["files"]!.AsArray().Select(f => (string)f!["media_type"]!));
        var told = explanation["files"]!.AsArray().Single(f => (string)f!["media_type"]! == "application/json")!;
        var written = JsonNode.Parse(Convert.FromBase64String((string)told["base64"]!))!;
        Assert.Equal("body", (string)written["input"]!);
        Assert.Equal(["input.explained.png", "input.explained.mp4", "input.explained.json"], written["files"]!.AsArray().Select(f => (string)f!));
        using var unknown = await client.PostAsync("explain?map=frog", ToyService.Body(clip, "video/mp4"));
        Assert.Equal(422, (int)unknown.StatusCode);

        using var broken = await client.PostAsync("predict", ToyService.Body(clip[..^200], "video/mp4"));
        Assert.Equal(422, (int)broken.StatusCode);
        Assert.StartsWith("body: ", await ToyService.Detail(broken));
    }
}
