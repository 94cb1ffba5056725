using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Saccade.Studio.Tests.Serving;

/// <summary>More than the service can take at once, clients that leave, time that runs out, and the end.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task A_full_queue_says_when_to_come_again_and_loses_nothing_that_waits()
    {
        await using var service = await ToyService.Start(o => o with { QueueLength = 2 });
        service.Application.Gate.Reset();
        var first = Ask(service, 0);
        await service.Application.Beginnings.WaitAsync();
        var waiting = new[] { Ask(service, 1), Ask(service, 2) };
        await service.Until("saccade_queue_length{model=\"toy\"} 2");

        using var refused = await Ask(service, 3);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        Assert.Equal("2 requests wait for model 'toy' already; come again later", await ToyService.Detail(refused));

        service.Application.Gate.Set();
        Assert.All(await Task.WhenAll([first, .. waiting]), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(3, service.Application.Begun);
    }

    [Fact]
    public async Task More_requests_at_once_than_may_be_inside_are_told_to_come_again()
    {
        await using var service = await ToyService.Start(o => o with { MaxConcurrent = 1 });
        service.Application.Gate.Reset();
        var first = Ask(service, 0);
        await service.Application.Beginnings.WaitAsync();
        Assert.Equal((429, "1 requests are being worked on already; come again later"), await service.Refused(ToyService.Body(ToyService.Table(1))));
        service.Application.Gate.Set();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(service, 1)).StatusCode);
    }

    [Fact]
    public async Task While_draining_what_is_there_is_finished_and_nothing_new_is_taken()
    {
        await using var service = await ToyService.Start();
        service.Application.Gate.Reset();
        var inWork = Ask(service, 0);
        await service.Application.Beginnings.WaitAsync();
        var waiting = Ask(service, 1);
        await service.Until("saccade_queue_length{model=\"toy\"} 1");

        var drained = service.Service.DrainAsync();
        Assert.False(drained.IsCompleted);
        using var late = await Ask(service, 2);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.NotNull(late.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("v1/models")).StatusCode);

        service.Application.Gate.Set();
        await drained;
        Assert.Equal(HttpStatusCode.OK, (await inWork).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
    }

    [Fact]
    public async Task Work_of_a_client_that_left_is_stopped_or_not_begun_at_all()
    {
        await using var service = await ToyService.Start();
        service.Application.Gate.Reset();
        using CancellationTokenSource patience = new(), morePatience = new();
        var inWork = service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(0)), morePatience.Token);
        await service.Application.Beginnings.WaitAsync();
        var waiting = service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(1)), patience.Token);
        await service.Until("saccade_queue_length{model=\"toy\"} 1");

        // One after the other: the model could begin what waits before the service hears that its client has left, too.
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await service.Until("saccade_requests_total{route=\"/v1/models/{id}/predict\",code=\"499\"} 1");
        await morePatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inWork);
        await service.Until("saccade_requests_total{route=\"/v1/models/{id}/predict\",code=\"499\"} 2");
        Assert.Equal((1, 1), (service.Application.Begun, service.Application.Stopped));

        service.Application.Gate.Set();
        Assert.Equal(HttpStatusCode.OK, (await Ask(service, 2)).StatusCode);
    }

    [Fact]
    public async Task A_request_whose_time_is_over_is_stopped_and_says_so()
    {
        await using var service = await ToyService.Start(o => o with { Timeout = TimeSpan.FromMilliseconds(300) });
        service.Application.Gate.Reset();
        using var answer = await Ask(service, 0);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("the 0.3 seconds that a request may take are over", await ToyService.Detail(answer));
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for_for_ever()
    {
        await using var service = await ToyService.Start(o => o with { Timeout = TimeSpan.FromMilliseconds(300) });
        var answer = await Raw(service, "POST /v1/models/toy/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 100\r\n\r\n1,2");
        Assert.StartsWith("HTTP/1.1 408 ", answer);
        Assert.Contains("the body did not come in time", answer);
    }

    [Theory]
    [InlineData("frog\r\n\r\n", "400")]
    [InlineData("GET /v1/models HTTP/1.1\r\n\r\n", "400")]
    [InlineData("POST /v1/models/toy/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", "400")]
    [InlineData("POST /v1/models/toy/predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfrog\r\n", "400")]
    [InlineData("POST /v1/models/toy/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n", "413")]
    public async Task What_is_hardly_HTTP_is_refused(string request, string status)
    {
        await using var service = await ToyService.Start();
        Assert.StartsWith($"HTTP/1.1 {status} ", await Raw(service, request));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("health/ready")).StatusCode);
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var service = await ToyService.Start();
        Assert.StartsWith("HTTP/1.1 431 ", await Raw(service, $"GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 40_000)}\r\n\r\n"));
    }

    [Fact]
    public async Task Two_hundred_good_and_bad_requests_at_once_are_each_answered_as_they_should_and_leave_nothing()
    {
        await using var service = await ToyService.Start(o => o with { MaxConcurrent = 200, QueueLength = 200, MaxRequestBytes = 50_000 });
        var wanted = new string[7];
        for (var i = 0; i < wanted.Length; i++)
            wanted[i] = await Results(await Ask(service, i));
        var (good, bad) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            if (i % 2 == 0)
            {
                using var answer = await Ask(service, i % 7);
                Assert.Equal(wanted[i % 7], await Results(answer));
                Interlocked.Increment(ref good);
                return;
            }
            var refused = await service.Refused((i / 2 % 6) switch
            {
                0 => ToyService.Body(""),
                1 => ToyService.Body("1,frog"),
                2 => ToyService.Body(ToyService.Table(1), "image/png"),
                3 => ToyService.Body(new string('1', 60_000)),
                4 => ToyService.Body("PK\u0003\u0004frog", null),
                _ => ToyService.Body("--x\r\n", "multipart/form-data; boundary=x"),
            });
            Assert.InRange(refused.Status, 400, 499);
            Assert.NotEqual("", refused.Detail);
            Interlocked.Increment(ref bad);
        });
        Assert.Equal((100, 100), (good, bad));
        Assert.Empty(service.Failures);
        await service.Until("saccade_requests_inside 0");
        Assert.Empty(Directory.GetFileSystemEntries(service.Service.Folder));
    }

    private static Task<HttpResponseMessage> Ask(ToyService service, int seed) => service.Client.PostAsync(ToyService.Predict, ToyService.Body(ToyService.Table(seed)));

    private static async Task<string> Results(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]!.ToJsonString();
    }

    /// <summary>Sends bytes as they are and reads what comes back until the service closes the connection or has sent a whole answer.</summary>
    private static async Task<string> Raw(ToyService service, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(service.Service.Address.Host, service.Service.Address.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var (answer, buffer) = (new StringBuilder(), new byte[4096]);
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var count)
        {
            answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (answer.ToString().Contains("Content-Length: 0\r\n", StringComparison.Ordinal))
                break;
        }
        return answer.ToString();
    }
}
