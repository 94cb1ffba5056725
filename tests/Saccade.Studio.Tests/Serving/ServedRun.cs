using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Tests.Serving;

/// <summary>A small run of a real application, trained here, behind a service in this process; and a client of it.</summary>
internal sealed class ServedRun : IAsyncDisposable
{
    private const string Id = "run";

    private readonly TemporaryFolder folder = new();
    private readonly ApplicationList applications;
    private InferenceService service = null!;

    private ServedRun(IApplication application) => applications = new(application);

    public HttpClient Client { get; } = new();

    public Uri Address => service.Address;

    /// <summary>A place in the folder that goes with this.</summary>
    public string this[string name] => folder[name];

    /// <param name="application">The run's.</param>
    /// <param name="recipe">Of the run.</param>
    /// <param name="sets">Overrides of the recipe, given where files may lie; after they were made.</param>
    public static async Task<ServedRun> Start(IApplication application, string recipe, Func<ServedRun, string[]>? sets = null)
    {
        var served = new ServedRun(application);
        var (bound, of) = served.applications.Bind(RecipeFile.Parse(recipe, "test.yaml", sets?.Invoke(served) ?? []));
        var run = Trainer.Train(new() { Application = bound, Recipe = of, Folder = served[Id] }, default).Run;
        served.service = await InferenceService.StartAsync(served.applications, new() { Runs = [run], Timeout = TimeSpan.FromMinutes(5) }, _ => { });
        served.Client.BaseAddress = new Uri(served.Address, $"v1/models/{Id}/");
        return served;
    }

    /// <summary>What <c>predict</c> says of files, as JSON; what it draws lies beside them.</summary>
    public string[] Predicted(params string[] names)
    {
        using var loaded = new LoadedRun(applications, RunFolder.Open(folder[Id]));
        return [.. names.Select(name => JsonSerializer.Serialize(loaded.Application.Predict(loaded.Model, folder[name], folder.Path, default).Results, RunJson.Line))];
    }

    /// <summary>The results that the service has of a file, as JSON.</summary>
    public async Task<string> Answered(string name, string type)
    {
        using var answer = await Client.PostAsync("predict", ToyService.Body(await File.ReadAllBytesAsync(folder[name]), type));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]!.ToJsonString(RunJson.Line);
    }

    /// <summary>What is no file for the model gets a 422 with the reason, which says nothing of where files lie.</summary>
    public async Task Refuses(byte[] bytes, string type, string reason)
    {
        using var answer = await Client.PostAsync("predict", ToyService.Body(bytes, type));
        Assert.Equal(422, (int)answer.StatusCode);
        var detail = await ToyService.Detail(answer);
        Assert.Contains(reason, detail);
        Assert.DoesNotContain(Path.GetTempPath(), detail);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await service.DisposeAsync();
        folder.Dispose();
    }
}
