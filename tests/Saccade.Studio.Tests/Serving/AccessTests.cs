using System.Net;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Tests.Serving;

/// <summary>Who may ask, and where the service may listen.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer 0123456789abcdef0123456789abcdeg", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Basic 0123456789abcdef0123456789abcdef", 401)]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef", 200)]
    [InlineData("bearer 0123456789abcdef0123456789abcdef", 200)]
    public async Task With_a_token_only_those_who_show_it_are_answered(string? header, int status)
    {
        await using var service = await ToyService.Start(o => o with { Token = new(Secret, "test") });
        foreach (var path in new[] { "v1/models", "metrics", "openapi.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (header is not null)
                request.Headers.TryAddWithoutValidation("Authorization", header);
            using var answer = await service.Client.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
            if (status == 401)
            {
                Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
                await ToyService.Detail(answer);
            }
        }
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("health/ready")).StatusCode);
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:80", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("models.example", 421)]
    public async Task Without_a_token_a_page_whose_name_leads_here_reaches_nothing(string name, int status)
    {
        await using var service = await ToyService.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/models") { Headers = { Host = name } };
        using var answer = await service.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Off_loopback_a_token_is_demanded()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => ToyService.Start(o => o with { Host = IPAddress.Any }));
        Assert.Equal("0.0.0.0: others can reach it, so a token is wanted: give --token-file FILE or set SACCADE_TOKEN", failure.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_way_out()
    {
        await using var first = await ToyService.Start();
        var port = first.Service.Address.Port;
        var failure = await Assert.ThrowsAsync<RunException>(() => ToyService.Start(o => o with { Port = port }));
        Assert.Equal($"port {port} of 127.0.0.1: another program listens there; stop it or choose another --port", failure.Message);
    }

    [Fact]
    public async Task Two_runs_of_one_id_are_refused_and_named()
    {
        var (one, other) = (ToyService.Trained(folder["a/toy"]), ToyService.Trained(folder["b/toy"]));
        var failure = await Assert.ThrowsAsync<RunException>(() => InferenceService.StartAsync(new(new GatedApplication()), new() { Runs = [one, other] }, _ => { }));
        Assert.StartsWith("two runs have the id 'toy' (", failure.Message);
        Assert.Contains(folder["b/toy"], failure.Message);
    }

    [Fact]
    public async Task A_run_without_weights_is_named()
    {
        var run = ToyService.Trained(folder["toy"]);
        Directory.Delete(run.CheckpointsPath, recursive: true);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => InferenceService.StartAsync(new(new GatedApplication()), new() { Runs = [run] }, _ => { }));
        Assert.Contains(run.CheckpointsPath, failure.Message);
    }

    [Theory]
    [InlineData("short", "a token has 16 printable characters or more and no spaces")]
    [InlineData("0123456789 abcdef0123", "a token has 16 printable characters or more and no spaces")]
    public void A_token_that_is_none_is_refused_with_its_file(string secret, string reason)
    {
        File.WriteAllText(folder["token"], secret + "\n");
        var failure = Assert.Throws<RunException>(() => BearerToken.Read(folder["token"]));
        Assert.StartsWith(folder["token"], failure.Message);
        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public void A_token_is_read_without_the_end_of_its_line()
    {
        File.WriteAllText(folder["token"], Secret + "\r\n");
        Assert.True(BearerToken.Read(folder["token"])!.Accepts($"Bearer {Secret}"));
        Assert.Contains("cannot be read", Assert.Throws<RunException>(() => BearerToken.Read(folder["none"])).Message);
        Assert.Equal($"{folder.Path}: is a folder; give the file that holds the token", Assert.Throws<RunException>(() => BearerToken.Read(folder.Path)).Message);
        File.WriteAllText(folder["long"], new string('x', 5000));
        Assert.Contains("is longer than a token", Assert.Throws<RunException>(() => BearerToken.Read(folder["long"])).Message);
    }
}
