using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Studio.Tests.Serving;

/// <summary>Asking a model: answers, streams and refusals.</summary>
public sealed class PredictTests
{
    [Fact]
    public async Task An_answer_is_that_of_the_application_to_the_bit_whether_alone_or_in_a_batch()
    {
        await using var service = await ToyService.Start();
        string[] wanted = [.. Enumerable.Range(0, 3).Select(i => Expected(service, ToyService.Table(i)))];
        for (var i = 0; i < 3; i++)
        {
            var alone = await Json(await service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(i))));
            Assert.Equal(wanted[i], alone["results"]!.ToJsonString());
            Assert.Equal(("body", "toy", true), ((string)alone["input"]!, (string)alone["task"]!, (bool)alone["in_domain"]!));
        }
        var batch = await Json(await service.Client.PostAsync(ToyService.Predict, ToyService.Parts(("a.csv", ToyService.Table(0)), ("a.csv", ToyService.Table(1)), ("ü 3.csv", ToyService.Table(2)))));
        Assert.Equal(wanted, batch["predictions"]!.AsArray().Select(p => p!["results"]!.ToJsonString()));
        Assert.Equal(["a.csv", "a.csv", "ü 3.csv"], batch["predictions"]!.AsArray().Select(p => (string)p!["input"]!));
    }

    [Fact]
    public async Task A_file_is_called_by_one_name()
    {
        await using var service = await ToyService.Start();
        Assert.Equal("a.csv", (string)(await Json(await service.Client.PostAsync($"{ToyService.Predict}?name=a.csv", ToyService.Body(ToyService.Table(1)))))["input"]!);
        using var twice = await service.Client.PostAsync($"{ToyService.Predict}?name=a.csv&name=b.csv", ToyService.Body(ToyService.Table(1)));
        Assert.Equal((400, "?name= is given twice; one file has one name"), ((int)twice.StatusCode, await ToyService.Detail(twice)));
    }

    [Fact]
    public async Task An_answer_says_how_long_its_parts_took()
    {
        await using var service = await ToyService.Start();
        using var answer = await service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(1)));
        var parts = answer.Headers.GetValues("Server-Timing").Select(part => part.Split(";dur=")).ToArray();
        Assert.Equal(["read", "wait", "model"], parts.Select(part => part[0]));
        Assert.All(parts, part => Assert.InRange(double.Parse(part[1], CultureInfo.InvariantCulture), 0, 60_000));
    }

    [Fact]
    public async Task Several_copies_of_a_model_answer_alike_and_side_by_side()
    {
        await using var service = await ToyService.Start(o => o with { Workers = 2 });
        service.Application.Gate.Reset();
        var asked = Enumerable.Range(0, 2).Select(i => service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(i)))).ToArray();
        // Both are begun while neither may end.
        await service.Application.Beginnings.WaitAsync();
        await service.Application.Beginnings.WaitAsync();
        service.Application.Gate.Set();
        for (var i = 0; i < 2; i++)
            Assert.Equal(Expected(service, ToyService.Table(i)), (await Json(await asked[i]))["results"]!.ToJsonString());
    }

    [Fact]
    public async Task A_stream_gives_each_result_as_a_line_and_says_at_the_end_how_many_there_were()
    {
        await using var service = await ToyService.Start();
        using var request = Streamed(ToyService.Parts(("one.csv", ToyService.Table(1, rows: 3)), ("two.csv", ToyService.Table(2))));
        using var answer = await service.Client.SendAsync(request);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!.AsObject()).ToArray();
        Assert.Equal(["one.csv", "one.csv", "one.csv", "one.csv", "two.csv", "two.csv", "two.csv"], lines.Select(l => (string)l["input"]!));
        Assert.Equal(Expected(service, ToyService.Table(1, rows: 3)), new JsonArray([.. lines.Take(3).Select(l => l["result"]!.DeepClone())]).ToJsonString());
        Assert.Equal((3, true), ((int)lines[3]["results"]!, (bool)lines[3]["in_domain"]!));
        Assert.Equal(2, (int)lines[6]["results"]!);
    }

    [Fact]
    public async Task Lines_that_a_client_rules_out_do_not_come()
    {
        await using var service = await ToyService.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, ToyService.Predict) { Content = ToyService.Body(ToyService.Table(1)) };
        request.Headers.Accept.ParseAdd("application/json, application/x-ndjson;q=0");
        using var answer = await service.Client.SendAsync(request);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Hundreds_of_streams_are_all_told_to_their_end()
    {
        await using var service = await ToyService.Start(o => o with { QueueLength = 200, MaxConcurrent = 200 });
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellation) =>
        {
            using var request = Streamed(ToyService.Parts(("one.csv", ToyService.Table(i % 5, rows: 3)), ("two.csv", ToyService.Table(i % 3))));
            using var answer = await service.Client.SendAsync(request, cancellation);
            Assert.Equal(7, (await answer.Content.ReadAsStringAsync(cancellation)).TrimEnd('\n').Split('\n').Length);
        });
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task A_stream_that_goes_wrong_says_so_by_its_status_before_the_first_line_and_in_the_last_one_after_it()
    {
        await using var service = await ToyService.Start();
        using var early = Streamed(ToyService.Parts(("bad.csv", "x")));
        using var refused = await service.Client.SendAsync(early);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("bad.csv: row 1: 'x' is no number", await ToyService.Detail(refused));

        using var late = Streamed(ToyService.Parts(("good.csv", ToyService.Table(1)), ("bad.csv", "x")));
        using var broken = await service.Client.SendAsync(late);
        Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        var last = JsonNode.Parse((await broken.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n')[^1])!;
        Assert.Equal(422, (int)last["problem"]!["status"]!);
        Assert.Equal("bad.csv: row 1: 'x' is no number", (string)last["problem"]!["detail"]!);
    }

    [Fact]
    public async Task Files_that_predict_writes_come_with_the_answer_when_asked_for()
    {
        await using var service = await ToyService.Start();
        var answer = await Json(await service.Client.PostAsync(ToyService.Predict + "?files=true", ToyService.Body(ToyService.Table(1))));
        var file = Assert.Single(answer["files"]!.AsArray())!;
        Assert.Equal(("drawing.csv", "text/csv"), ((string)file["name"]!, (string)file["media_type"]!));
        Assert.Equal("2"u8.ToArray(), Convert.FromBase64String((string)file["base64"]!));
        Assert.Equal((400, "?files=perhaps: has to be true or false"), await service.Refused(ToyService.Body(ToyService.Table(1)), ToyService.Predict + "?files=perhaps"));
    }

    [Theory]
    [InlineData("", "text/csv", 400, "body: is empty")]
    [InlineData("1,2", "text/csv", 422, "body: has 2 columns, and the model takes 16")]
    [InlineData("1,frog", "text/csv", 422, "body: row 1: 'frog' is no number")]
    [InlineData("1,2", "application/x-www-form-urlencoded", 415, "body: the Content-Type is application/x-www-form-urlencoded, but the content is plain text: send it as text/csv or application/octet-stream")]
    [InlineData("<xmeml/>", "text/xml", 415, "body: is an XML document, and this model takes text/csv")]
    [InlineData("<xmeml/>", "text/csv", 415, "body: the Content-Type is text/csv, but the content is an XML document: send it as application/xml or application/octet-stream")]
    [InlineData("{}", null, 415, "body: is a JSON document, and this model takes text/csv")]
    [InlineData("PK\u0003\u0004....", "application/octet-stream", 415, "body: is an npz archive, and this model takes text/csv")]
    [InlineData("\u0008\0\0\0\0\0\0\0{}      ", "application/octet-stream", 415, "body: is a safetensors file, and this model takes text/csv")]
    [InlineData("\u0001\u0002\u0003\u0004", "application/octet-stream", 415, "body: is of no known kind, and this model takes text/csv")]
    [InlineData("1,2", "multipart/form-data", 400, "the multipart boundary is missing or longer than 70 characters")]
    [InlineData("1,2", "multipart/mixed; boundary=x", 415, "the Content-Type is multipart/mixed; several files come as multipart/form-data")]
    [InlineData("--x--\r\n", "multipart/form-data; boundary=x", 400, "the request holds no file")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nvalue\r\n--x--\r\n", "multipart/form-data; boundary=x", 400, "a part of the request is no file")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a; filename=\"../../etc/passwd\"\r\n\r\nvalue\r\n--x--\r\n", "multipart/form-data; boundary=x", 400, "send the bare name")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a; filename=a.csv\r\n\r\n1,2", "multipart/form-data; boundary=x", 400, "the body is malformed or ends too early")]
    [InlineData("no part at all", "multipart/form-data; boundary=x", 400, "the body is malformed or ends too early")]
    public async Task What_is_no_file_for_the_model_is_refused_with_the_reason(string text, string? type, int status, string reason)
    {
        await using var service = await ToyService.Start();
        var refused = await service.Refused(ToyService.Body(text, type));
        Assert.Equal(status, refused.Status);
        Assert.Contains(reason, refused.Detail);
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task More_than_a_request_may_hold_is_refused()
    {
        await using var service = await ToyService.Start(o => o with { MaxRequestBytes = 100_000 });
        // So much that a client is still sending it when it is refused: it has to hear why, and not of a connection that broke.
        var tooLong = new byte[8 << 20];
        for (var i = 0; i < 10; i++)
            Assert.Equal((413, $"the body has {tooLong.Length} bytes; at most 100000 are taken"), await service.Refused(ToyService.Body(tooLong, "text/csv")));
        var parts = Enumerable.Range(0, 65).Select(i => ($"{i}.csv", "1")).ToArray();
        Assert.Equal((413, "the request holds more than 64 files; send them in several requests"), await service.Refused(ToyService.Parts(parts)));
    }

    [Fact]
    public async Task A_mistake_of_ours_is_a_500_that_tells_the_log_and_not_the_client()
    {
        await using var service = await ToyService.Start();
        Assert.Equal((500, "an error of the service, not of the request"), await service.Refused(ToyService.Body(GatedApplication.Mistake)));
        Assert.Contains("InvalidOperationException: a secret", Assert.Single(service.Failures));
    }

    [Fact]
    public async Task A_model_without_explanations_says_so()
    {
        await using var service = await ToyService.Start();
        Assert.Equal((422, "toy: the task 'toy' has nothing to explain answers by"), await service.Refused(ToyService.Body(ToyService.Table(1)), "v1/models/toy/explain"));
        Assert.Equal(400, (await service.Refused(ToyService.Body(ToyService.Table(1)), "v1/models/toy/explain?head=-1")).Status);
        Assert.Equal((400, "one file is explained at a time"), await service.Refused(ToyService.Parts(("a.csv", "1"), ("b.csv", "1")), "v1/models/toy/explain"));
    }

    private static HttpRequestMessage Streamed(HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ToyService.Predict) { Content = content };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        return request;
    }

    private static async Task<JsonObject> Json(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>What the model says when it is asked without a service.</summary>
    private static string Expected(ToyService service, string table)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["input.csv"], table);
        using var run = new LoadedRun(new(service.Application), service.Run);
        var results = run.Application.Predict(run.Model, folder["input.csv"], folder.Path, default).Results;
        service.Application.Beginnings.Wait();
        return JsonSerializer.Serialize(results, RunJson.Line);
    }
}
