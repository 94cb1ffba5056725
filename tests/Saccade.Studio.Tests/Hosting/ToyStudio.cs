using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Saccade.Studio.Hosting;
using Saccade.Studio.Tests.Serving;
using Saccade.Training;

namespace Saccade.Studio.Tests.Hosting;

/// <summary>A Studio of a folder of its own, in this process, on a port of its own; and a client that has the token of its pages.</summary>
internal sealed partial class ToyStudio : IAsyncDisposable
{
    private static readonly Lazy<string> Trained = new(() =>
    {
        var path = Directory.CreateTempSubdirectory("saccade-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, recursive: true);
        TrainingJob.Run(new() { Application = new Training.Tests.Toy.ToyApplication(), Recipe = Training.Tests.Toy.ToyApplication.Recipe("epochs=2"), Folder = Path.Combine(path, "toy") }, _ => { }, default);
        return Path.Combine(path, "toy");
    });

    private ToyStudio(TemporaryFolder folder, StudioServer server, List<string> told)
    {
        (Folder, Server, Told) = (folder, server, told);
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public TemporaryFolder Folder { get; }
    public StudioServer Server { get; }
    public HttpClient Client { get; }
    public List<string> Told { get; }

    /// <summary>The folder of runs.</summary>
    public string Runs => Folder["runs"];

    /// <param name="fill">Puts runs into the folder before Studio starts; given the folder.</param>
    /// <param name="options">On top of the usual ones.</param>
    public static async Task<ToyStudio> Start(Action<string>? fill = null, Func<StudioOptions, StudioOptions>? options = null)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["runs"]);
        fill?.Invoke(folder["runs"]);
        var (told, initial) = (new List<string>(), new StudioOptions { Runs = folder["runs"] });
        var studio = new ToyStudio(folder, await StudioServer.StartAsync(new(new GatedApplication()), options?.Invoke(initial) ?? initial, told.Add), told);
        await studio.TakeToken();
        return studio;
    }

    /// <summary>Copies the run that all these tests share: trained for two epochs and judged on validation.</summary>
    public static void CopyRun(string path) => Copy(Trained.Value, path);

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var info = Path.Combine(to, "run.json");
        File.WriteAllText(info, File.ReadAllText(info).Replace("\"id\": \"toy\"", $"\"id\": \"{JsonEncodedText.Encode(Path.GetFileName(to))}\""));
    }

    /// <summary>Trains and judges another one.</summary>
    public static void Train(string path, params string[] sets) =>
        TrainingJob.Run(new() { Application = new Training.Tests.Toy.ToyApplication(), Recipe = Training.Tests.Toy.ToyApplication.Recipe(sets), Folder = path }, _ => { }, default);

    /// <summary>Where the shared run lies.</summary>
    public static string TrainedRun => Trained.Value;

    /// <summary>Changes a text in one of a run's files.</summary>
    public static void Edit(string path, string from, string to)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(from, text);
        File.WriteAllText(path, text.Replace(from, to));
    }

    public async Task<JsonObject> Get(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<JsonObject> Row(string id, bool archived = false) =>
        (await Get($"api/runs?archived={(archived ? "true" : "false")}"))["runs"]!.AsArray().Single(r => (string)r!["id"]! == id)!.AsObject();

    /// <summary>The row as soon as it is there and in a status.</summary>
    public async Task<JsonObject> Row(string id, string status)
    {
        while (true)
        {
            if ((await Get("api/runs"))["runs"]!.AsArray().SingleOrDefault(r => (string)r!["id"]! == id && (string)r["status"]! == status) is JsonObject row)
                return row;
            await Task.Delay(20);
        }
    }

    public async Task<JsonObject> Send(HttpMethod verb, string path, JsonObject? body = null)
    {
        using var answer = await Client.SendAsync(Request(verb, path, body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<(int Status, string Detail)> Refused(HttpMethod verb, string path, JsonObject? body = null)
    {
        using var answer = await Client.SendAsync(Request(verb, path, body));
        return ((int)answer.StatusCode, await ToyService.Detail(answer));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Folder.Dispose();
    }

    private static HttpRequestMessage Request(HttpMethod verb, string path, JsonObject? body) =>
        new(verb, path) { Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private async Task TakeToken()
    {
        using var page = await Client.GetAsync("");
        if (Token().Match(await page.Content.ReadAsStringAsync()) is { Success: true } found)
            Client.DefaultRequestHeaders.Add("X-Saccade-Token", found.Groups[1].Value);
    }

    [GeneratedRegex("<meta name=\"saccade-token\" content=\"([0-9a-f]{64})\"")]
    private static partial Regex Token();
}
