using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Benchmarks;

/// <summary>One kind of request that a service gets, and whether what comes back is what should.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Send">Sends it, with a number that tells it from others of its kind; null when all is well, otherwise what is wrong.</param>
internal sealed record LoadRequest(string Name, Func<int, Task<string?>> Send)
{
    public const string Predict = "v1/models/shelf/predict";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The good ones come first and often.</summary>
    /// <param name="client">Of the service.</param>
    /// <param name="pictures">PNG files and the results that the bare model has of each.</param>
    /// <param name="mostBytes">More than this the service takes in no request.</param>
    public static IReadOnlyList<(LoadRequest Request, int Share)> All(HttpClient client, IReadOnlyList<(byte[] Bytes, string Results)> pictures, int mostBytes)
    {
        var whole = pictures[0].Bytes;
        return
        [
            (new("good", i => Answered(client, Body(pictures[i % pictures.Count].Bytes, "image/png"), pictures[i % pictures.Count].Results)), 50),
            (new("good, a slow client", i => Slow(client.BaseAddress!, pictures[i % pictures.Count])), 1),
            (new("dropped half-way", i => Dropped(client.BaseAddress!, pictures[i % pictures.Count].Bytes)), 5),
            (Bad("empty", 400, () => Body([], "image/png")), 4),
            (Bad("no picture", 415, () => Body(Encoding.ASCII.GetBytes("frog"), "image/png")), 5),
            (Bad("another type than it says", 415, () => Body(whole, "video/mp4")), 5),
            (Bad("truncated", 422, () => Body(whole[..^20], "image/png")), 5),
            (Bad("a picture of terapixels", 422, () => Body(Huge(whole), "image/png")), 5),
            (Bad("too long", 413, () => Body(new byte[mostBytes + 1], "image/png")), 2),
            (Bad("multipart without end", 400, () => Body(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=a; filename=a.png\r\n\r\n"), "multipart/form-data; boundary=x")), 4),
            (Bad("a path for a name", 400, () => Body(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=a; filename=\"../../etc/passwd\"\r\n\r\nfrog\r\n--x--\r\n"), "multipart/form-data; boundary=x")), 4),
            (Bad("a model that is none", 404, () => Body(whole, "image/png"), "v1/models/..%2f..%2fetc/predict"), 4),
            (new("not HTTP", _ => Raw(client.BaseAddress!, "frog\r\n\r\n", "400")), 3),
            (new("headers without end", _ => Raw(client.BaseAddress!, $"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 40_000)}\r\n\r\n", "431")), 3),
        ];

        LoadRequest Bad(string name, int status, Func<HttpContent> body, string path = Predict) => new(name, async _ =>
        {
            using var answer = await client.PostAsync(path, body());
            var text = await answer.Content.ReadAsStringAsync();
            return (int)answer.StatusCode != status ? $"{(int)answer.StatusCode} instead of {status}: {text}"
                : (string?)JsonNode.Parse(text)!["detail"] is { Length: > 0 } ? null : $"no reason: {text}";
        });
    }

    /// <summary>A good one; null when its results are <paramref name="wanted"/> to the byte.</summary>
    public static async Task<string?> Answered(HttpClient client, HttpContent body, string wanted)
    {
        using var answer = await client.PostAsync(Predict, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? Differs(text, wanted) : $"{(int)answer.StatusCode}: {text}";
    }

    /// <summary>Null when the results in an answer are <paramref name="wanted"/> to the byte, otherwise what is wrong.</summary>
    public static string? Differs(string answer, string wanted) => JsonNode.Parse(answer)!["results"]!.ToJsonString(RunJson.Line) == wanted ? null : "other results than the bare model's";

    public static HttpContent Body(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static async Task<string?> Slow(Uri service, (byte[] Bytes, string Results) picture)
    {
        using var connection = await Begin(service, picture.Bytes, picture.Bytes.Length / 2);
        await Task.Delay(Pause);
        await connection.GetStream().WriteAsync(picture.Bytes.AsMemory(picture.Bytes.Length / 2));
        var answer = await ReadAll(connection);
        return answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) && answer.Contains($"\"results\":{picture.Results}", StringComparison.Ordinal) ? null : $"a slow client got {answer}";
    }

    private static async Task<string?> Dropped(Uri service, byte[] bytes)
    {
        using var connection = await Begin(service, bytes, bytes.Length / 2);
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        return null;
    }

    private static async Task<TcpClient> Begin(Uri service, byte[] bytes, int count)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(service.Host, service.Port);
        var head = $"POST /{Predict} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: image/png\r\nContent-Length: {bytes.Length}\r\n\r\n";
        await connection.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes[..count]]);
        return connection;
    }

    private static async Task<string?> Raw(Uri service, string request, string status)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(service.Host, service.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[64];
        var answer = Encoding.ASCII.GetString(buffer, 0, await connection.GetStream().ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false));
        return answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal) ? null : $"{answer} instead of {status}";
    }

    private static async Task<string> ReadAll(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream());
        return await reader.ReadToEndAsync();
    }

    // The header's width and height are the bytes from 16 on; its checksum does not hold any more, which is found first or not.
    private static byte[] Huge(byte[] png)
    {
        var huge = (byte[])png.Clone();
        huge.AsSpan(16, 8).Fill(0x7F);
        return huge;
    }
}
