using System.Buffers.Binary;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Counting;
using Saccade.Media;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Tests.Serving;

/// <summary>A real run behind the service: what it says of pictures is what <c>predict</c> says.</summary>
public sealed class CountingServiceTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ApplicationList applications = new(new CountingApplication());
    private InferenceService service = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(TinyCountingRecipe.Text, "test.yaml"));
        var run = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["shelf"] }, default).Run;
        service = await InferenceService.StartAsync(applications, new() { Runs = [run] }, _ => { });
        client = new HttpClient { BaseAddress = service.Address };
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Pictures_are_counted_as_predict_counts_them_and_the_example_of_the_guide_works()
    {
        var paths = Enumerable.Range(0, 3).Select(Picture).ToArray();
        using var run = new LoadedRun(applications, RunFolder.Open(folder["shelf"]));
        Directory.CreateDirectory(folder["out"]);
        var wanted = paths.Select(path => JsonSerializer.Serialize(run.Application.Predict(run.Model, path, folder["out"], default).Results, RunJson.Line)).ToArray();

        for (var i = 0; i < paths.Length; i++)
            Assert.Equal(wanted[i], await Counted(ToyService.Body(File.ReadAllBytes(paths[i]), "image/png")));
        Assert.Equal(3, Directory.GetFiles(folder["out"], "*.counted.png").Length);
        Assert.Contains("service", await Ask(service.Address, "shelf", paths[0], text => "service: " + text));
    }

    [Fact]
    public async Task A_picture_that_is_not_what_it_says_is_refused_before_memory_is_taken()
    {
        var whole = await File.ReadAllBytesAsync(Picture(0));
        await Refused(whole[..^30], "truncated");
        await Refused(Bomb(60_000, 60_000), "is outside of 1 to 100000000 pixels");
        await Refused(Bomb(9_000, 9_000), "truncated");
        await Refused([.. whole[..40], .. new byte[60]], "body: ");
    }

    /// <summary>Ten lines, as the guide has them.</summary>
    private static async Task<string> Ask(Uri service, string model, string picture, Func<string, string> say)
    {
        using var client = new HttpClient { BaseAddress = service };
        using var content = new StreamContent(File.OpenRead(picture));
        content.Headers.ContentType = new("image/png");
        using var answer = await client.PostAsync($"v1/models/{model}/predict", content);
        var json = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        if (!answer.IsSuccessStatusCode)
            throw new IOException((string?)json["detail"]);
        var said = json["results"]!.AsArray().Select(result => (string)result!["description"]!["text"]!);
        return say(string.Join(" ", said));
    }

    private async Task<string> Counted(HttpContent picture)
    {
        using var answer = await client.PostAsync("v1/models/shelf/predict", picture);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]!.ToJsonString(RunJson.Line);
    }

    private async Task Refused(byte[] bytes, string reason)
    {
        using var answer = await client.PostAsync("v1/models/shelf/predict", ToyService.Body(bytes, "image/png"));
        Assert.Equal(422, (int)answer.StatusCode);
        var detail = await ToyService.Detail(answer);
        Assert.Contains(reason, detail);
        Assert.DoesNotContain(Path.GetTempPath(), detail);
    }

    private string Picture(int number)
    {
        var frame = new Frame(40 + 10 * number, 36);
        frame.Fill(new Rgb(30, 30, 40));
        frame.FillBox(5 + number, 6, 14 + number, 15, new Rgb(220, 40, 40));
        PngWriter.Write(folder[$"{number}.png"], frame);
        return folder[$"{number}.png"];
    }

    /// <summary>A PNG that says it is large and holds a few bytes.</summary>
    private static byte[] Bomb(int width, int height)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(new byte[10_000]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
