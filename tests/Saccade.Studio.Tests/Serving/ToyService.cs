using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Saccade.Studio.Serving;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Studio.Tests.Serving;

/// <summary>A service of one toy model, in this process, on a port of its own; and a client of it.</summary>
internal sealed class ToyService : IAsyncDisposable
{
    private readonly TemporaryFolder folder;

    private ToyService(TemporaryFolder folder, GatedApplication application, InferenceService service, List<string> failures)
    {
        (this.folder, Application, Service, Failures) = (folder, application, service, failures);
        Client = new HttpClient { BaseAddress = service.Address };
    }

    public const string Predict = "v1/models/toy/predict";

    public GatedApplication Application { get; }
    public InferenceService Service { get; }
    public HttpClient Client { get; }
    public List<string> Failures { get; }

    public RunFolder Run => RunFolder.Open(folder["toy"]);

    /// <param name="options">Given the run.</param>
    public static async Task<ToyService> Start(Func<ServiceOptions, ServiceOptions>? options = null)
    {
        var folder = new TemporaryFolder();
        var application = new GatedApplication();
        var run = Trained(folder["toy"]);
        var failures = new List<string>();
        var initial = new ServiceOptions { Runs = [run] };
        return new(folder, application, await InferenceService.StartAsync(new(application), options?.Invoke(initial) ?? initial, failures.Add), failures);
    }

    public static RunFolder Trained(string path) => Trainer.Train(new() { Application = new ToyApplication(), Recipe = ToyApplication.Recipe("epochs=1"), Folder = path }, default).Run;

    /// <summary>Rows that the model takes, others for another <paramref name="seed"/>.</summary>
    public static string Table(int seed, int rows = 2) =>
        string.Join('\n', Enumerable.Range(0, rows).Select(r => string.Join(',', Enumerable.Range(0, ToyData.Width).Select(c => (seed * 37 + r * 11 + c * 7) % 29 / 10.0 - 1.4))));

    public static HttpContent Body(string text, string? type = "text/csv") => Body(System.Text.Encoding.UTF8.GetBytes(text), type);

    public static HttpContent Body(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static HttpContent Parts(params (string Name, string Text)[] files)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, text) in files)
            parts.Add(Body(text), "file", name);
        return parts;
    }

    public async Task<(int Status, string Detail)> Refused(HttpContent body, string path = Predict)
    {
        using var answer = await Client.PostAsync(path, body);
        return ((int)answer.StatusCode, await Detail(answer));
    }

    /// <summary>The reason of a problem document, which has to be whole.</summary>
    public static async Task<string> Detail(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((int)answer.StatusCode, (int)problem["status"]!);
        Assert.Equal("about:blank", (string)problem["type"]!);
        Assert.NotEqual("", (string)problem["title"]!);
        return (string)problem["detail"]!;
    }

    /// <summary>Waits until the metrics have a line. A request is counted once its answer is out, so a client may be quicker.</summary>
    public async Task Until(string line)
    {
        while (!(await Client.GetStringAsync("metrics")).Contains(line + "\n", StringComparison.Ordinal))
            await Task.Delay(5);
    }

    public async ValueTask DisposeAsync()
    {
        Application.Gate.Set();
        Client.Dispose();
        await Service.DisposeAsync();
        folder.Dispose();
    }
}
