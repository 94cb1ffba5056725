using System.Net;
using Saccade.Studio.Hosting;
using Saccade.Studio.Tests.Serving;
using Saccade.Training;

namespace Saccade.Studio.Tests.Hosting;

/// <summary>Who may ask Studio for what, and what it says where it cannot work.</summary>
public sealed class StudioAccessTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:80", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("studio.example", 421)]
    [InlineData("localhost.example", 421)]
    public async Task A_page_whose_name_was_made_to_lead_here_reaches_nothing(string host, int status)
    {
        await using var studio = await ToyStudio.Start();
        foreach (var path in new[] { "", "api/runs", "assets/app.js" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            using var answer = await studio.Client.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("own", null, true, 200)]
    [InlineData(null, null, true, 200)]
    [InlineData("own", "same-origin", true, 200)]
    [InlineData("own", null, false, 403)]
    [InlineData("http://evil.example", null, true, 403)]
    [InlineData("null", null, true, 403)]
    [InlineData("https-own", null, true, 200)]
    [InlineData("own.evil.example", null, true, 403)]
    [InlineData(null, "cross-site", true, 403)]
    [InlineData(null, "same-site", true, 403)]
    public async Task Another_sites_page_changes_nothing(string? origin, string? site, bool hasToken, int status)
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        var own = studio.Server.Address.ToString().TrimEnd('/');
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/runs/toy/archive");
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? own : origin == "https-own" ? own.Replace("http:", "https:") : origin.Replace("own", own));
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (!hasToken)
            studio.Client.DefaultRequestHeaders.Remove("X-Saccade-Token");
        using var answer = await studio.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200, (bool)(await studio.Row("toy", archived: status == 200))["archived"]!);
        if (status != 200)
            await ToyService.Detail(answer);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("short")]
    public async Task A_token_of_another_page_is_none(string token)
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        studio.Client.DefaultRequestHeaders.Remove("X-Saccade-Token");
        studio.Client.DefaultRequestHeaders.Add("X-Saccade-Token", token);
        Assert.Equal(403, (await studio.Refused(HttpMethod.Post, "api/runs/toy/archive")).Status);
    }

    [Theory]
    [InlineData("api/runs/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("api/runs/%2Fetc")]
    [InlineData("api/runs/toy%2F..%2Ftoy")]
    [InlineData("api/runs/.studio")]
    [InlineData("api/runs/toy/files/run.json")]
    [InlineData("api/runs/toy/files/..%2Frun.json")]
    [InlineData("api/runs/toy/files/samples/..%2F..%2Frun.json")]
    [InlineData("api/runs/toy/files/samples/%2e%2e/run.json")]
    [InlineData("api/runs/toy/files/checkpoints/best.safetensors")]
    [InlineData("api/runs/toy/files/samples/epoch-001/link.png")]
    [InlineData("api/nothing")]
    public async Task Paths_lead_to_what_is_shown_and_nowhere_else(string path)
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "toy"));
            var samples = Directory.CreateDirectory(Path.Combine(runs, "toy", "samples", "epoch-001")).FullName;
            File.CreateSymbolicLink(Path.Combine(samples, "link.png"), "/etc/passwd");
        });
        Assert.Equal(404, (await studio.Refused(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task Names_of_runs_are_data_and_pages_run_nothing_that_is_not_theirs()
    {
        const string Name = "<img src=x onerror=alert(1)>\"'&";
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, Name)));
        Assert.Equal("finished", (string)(await studio.Row(Name))["status"]!);
        using var list = await studio.Client.GetAsync("api/runs");
        Assert.Equal(("application/json", "nosniff"), (list.Content.Headers.ContentType!.MediaType, Assert.Single(list.Headers.GetValues("X-Content-Type-Options"))));
        using var page = await studio.Client.GetAsync($"runs/{Uri.EscapeDataString(Name)}");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("onerror", await page.Content.ReadAsStringAsync());
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy);
        Assert.DoesNotContain("script-src", policy);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_report_is_shown_in_a_sandbox()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "toy"));
            File.WriteAllText(Path.Combine(runs, "toy", "report.html"), "<script>alert(1)</script>");
        });
        using var report = await studio.Client.GetAsync("api/runs/toy/files/report.html");
        var policy = Assert.Single(report.Headers.GetValues("Content-Security-Policy"));
        Assert.EndsWith("sandbox", policy);
        Assert.Contains("default-src 'none'", policy);
    }

    [Fact]
    public async Task With_a_token_only_those_who_signed_in_or_show_it_are_answered()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")), o => o with { Token = new(Secret, "test") });
        using (var form = await studio.Client.GetAsync("runs/toy"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, form.StatusCode);
            Assert.Contains("action=\"/login\"", await form.Content.ReadAsStringAsync());
        }
        Assert.Equal(401, (await studio.Refused(HttpMethod.Get, "api/runs")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(studio, Secret + "0"));
        Assert.Equal(401, (await studio.Refused(HttpMethod.Get, "api/runs")).Status);
        Assert.Equal(HttpStatusCode.OK, await SignIn(studio, Secret));
        Assert.Equal("finished", (string)(await studio.Row("toy"))["status"]!);
        // Signed in is not enough to change something: the page's token is wanted as well.
        Assert.Equal(403, (await studio.Refused(HttpMethod.Post, "api/runs/toy/archive")).Status);

        using var program = new HttpClient { BaseAddress = studio.Server.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", Secret);
        using var archived = await program.PostAsync("api/runs/toy/archive", null);
        Assert.Equal(HttpStatusCode.OK, archived.StatusCode);
    }

    [Fact]
    public async Task Off_loopback_a_token_is_demanded()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => ToyStudio.Start(null, o => o with { Host = IPAddress.Any }));
        Assert.Equal("0.0.0.0: others can reach it, so a token is wanted: give --token-file FILE or set SACCADE_TOKEN", failure.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_way_out()
    {
        await using var first = await ToyStudio.Start();
        var port = first.Server.Address.Port;
        var failure = await Assert.ThrowsAsync<RunException>(() => ToyStudio.Start(null, o => o with { Port = port }));
        Assert.Equal($"port {port} of 127.0.0.1: another program listens there; stop it or choose another --port", failure.Message);
    }

    [Fact]
    public async Task A_second_Studio_on_a_folder_shows_and_changes_nothing()
    {
        await using var first = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        await using (var second = await ToyStudio.Start(null, o => o with { Runs = first.Runs }))
        {
            var settings = await second.Get("api/settings");
            Assert.True((bool)settings["read_only"]! && (bool)settings["other_studio"]!);
            Assert.Equal("finished", (string)(await second.Row("toy"))["status"]!);
            var (status, reason) = await second.Refused(HttpMethod.Post, "api/runs/toy/archive");
            Assert.Equal((409, "another Studio works on this folder: start, stop, archive and correct there; this one only shows"), (status, reason));
        }
        Assert.False((bool)(await first.Get("api/settings"))["read_only"]!);
    }

    [Fact]
    public async Task On_a_disk_that_cannot_be_written_runs_are_shown_and_nothing_is_changed()
    {
        // A file in the way stands for the disk: the tests may run as the administrator, whom no permission stops.
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "toy"));
            File.WriteAllText(Path.Combine(runs, ".studio"), "");
        });
        Assert.True((bool)(await studio.Get("api/settings"))["read_only"]!);
        Assert.False((bool)(await studio.Get("api/settings"))["other_studio"]!);
        Assert.Equal("finished", (string)(await studio.Get("api/runs/toy"))["status"]!);
        var (status, reason) = await studio.Refused(HttpMethod.Post, "api/runs/toy/archive");
        Assert.Equal(409, status);
        Assert.StartsWith("the folder of runs cannot be written (", reason);
    }

    [Fact]
    public async Task A_folder_that_is_a_run_is_refused()
    {
        using var folder = new TemporaryFolder();
        ToyStudio.CopyRun(folder["toy"]);
        var failure = await Assert.ThrowsAsync<RunException>(() => StudioServer.StartAsync(new(new GatedApplication()), new() { Runs = folder["toy"] }, _ => { }));
        Assert.Contains("is a run; give the folder that holds it", failure.Message);
    }

    private static async Task<HttpStatusCode> SignIn(ToyStudio studio, string secret)
    {
        using var answer = await studio.Client.PostAsync("login", new FormUrlEncodedContent([new("token", secret)]));
        return answer.StatusCode;
    }
}
