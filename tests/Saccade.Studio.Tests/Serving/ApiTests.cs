using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Saccade.Studio.Tests.Serving;

/// <summary>What the service says of itself.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task The_OpenAPI_document_has_the_paths_that_there_are_and_no_others()
    {
        await using var service = await ToyService.Start();
        var document = (await service.Client.GetFromJsonAsync<JsonObject>("openapi.json"))!;
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => $"{verb.Key.ToUpperInvariant()} {path.Key}"));
        // HEAD goes without saying wherever there is GET (RFC 9110).
        var routed = service.Service.Routes.SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Except([HttpMethods.Head]).Select(verb => $"{verb} {r.RoutePattern.RawText}"));
        Assert.Equal(routed.Order(), described.Order());
        Assert.All(References(document), reference => Assert.NotNull(reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, name) => node?[name])));
    }

    [Fact]
    public async Task The_OpenAPI_document_has_the_refusals_of_each_path_and_the_name_of_a_file_that_is_the_body()
    {
        await using var service = await ToyService.Start();
        var paths = (await service.Client.GetFromJsonAsync<JsonObject>("openapi.json"))!["paths"]!.AsObject();
        Assert.All(paths.SelectMany(path => path.Value!.AsObject()), verb => Assert.Equal("#/components/responses/Problem", (string?)verb.Value!["responses"]!["default"]?["$ref"]));
        Assert.All(paths.Where(path => path.Value!["post"] is not null), path => Assert.Contains("name", path.Value!["post"]!["parameters"]!.AsArray().Select(p => (string)p!["name"]!)));
    }

    [Fact]
    public async Task A_model_says_what_it_is_takes_and_is_worth()
    {
        await using var service = await ToyService.Start();
        var models = (await service.Client.GetFromJsonAsync<JsonObject>("v1/models"))!["models"]!.AsArray();
        var model = Assert.Single(models)!;
        Assert.Equal(("toy", "toy", "linear"), ((string)model["id"]!, (string)model["task"]!, (string)model["model"]!));
        Assert.Equal(["table"], model["inputs"]!.AsArray().Select(i => (string)i!));
        Assert.Equal(["text/csv"], model["media_types"]!.AsArray().Select(i => (string)i!));
        Assert.Equal(model.ToJsonString(), (await service.Client.GetFromJsonAsync<JsonObject>("v1/models/toy"))!.ToJsonString());
    }

    [Theory]
    [InlineData("GET", "v1/models/tox", 404, "the nearest is 'toy'")]
    [InlineData("POST", "v1/models/tox/predict", 404, "the nearest is 'toy'")]
    [InlineData("GET", "v1/model", 404, "GET /openapi.json describes what there is")]
    [InlineData("DELETE", "v1/models/toy", 405, "method not allowed")]
    [InlineData("GET", "v1/models/..%2f..%2fetc/predict", 405, "method not allowed")]
    [InlineData("POST", "v1/models/..%2f..%2fetc%2fpasswd/predict", 404, "there is no such model")]
    public async Task What_there_is_not_is_refused_with_a_way_out(string verb, string path, int status, string reason)
    {
        await using var service = await ToyService.Start();
        using var answer = await service.Client.SendAsync(new(new HttpMethod(verb), path));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(reason, await ToyService.Detail(answer));
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_status()
    {
        await using var service = await ToyService.Start();
        for (var i = 0; i < 3; i++)
            await service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(i)));
        await service.Refused(ToyService.Body(""));
        foreach (var line in new[]
        {
            "saccade_requests_total{route=\"/v1/models/{id}/predict\",code=\"200\"} 3", "saccade_requests_total{route=\"/v1/models/{id}/predict\",code=\"400\"} 1",
            "saccade_model_seconds_count{model=\"toy\"} 3", "saccade_queue_length{model=\"toy\"} 0", "saccade_requests_inside 0",
        })
            await service.Until(line);
        using var answer = await service.Client.GetAsync("metrics");
        Assert.Equal("text/plain; version=0.0.4", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal(lines.Single(l => l.StartsWith("saccade_request_seconds_bucket{le=\"+Inf\"} ", StringComparison.Ordinal)).Split(' ')[1], lines.Single(l => l.StartsWith("saccade_request_seconds_count ", StringComparison.Ordinal)).Split(' ')[1]);
        Assert.True(double.Parse(lines.Single(l => l.StartsWith("process_resident_memory_bytes ", StringComparison.Ordinal)).Split(' ')[1]) > 1e6);
    }

    [Fact]
    public async Task Whoever_asks_for_health_is_answered()
    {
        await using var service = await ToyService.Start();
        foreach (var path in new[] { "health/live", "health/ready" })
        {
            Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(path)).StatusCode);
            // Probes mostly want the head alone.
            using var head = await service.Client.SendAsync(new(HttpMethod.Head, path));
            Assert.Equal((HttpStatusCode.OK, ""), (head.StatusCode, await head.Content.ReadAsStringAsync()));
        }
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject tree => tree.SelectMany(p => p.Key == "$ref" ? [(string)p.Value!] : References(p.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
