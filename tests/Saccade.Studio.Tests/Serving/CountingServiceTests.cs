using System.Buffers.Binary;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Saccade.Counting;
using Saccade.Media;

namespace Saccade.Studio.Tests.Serving;

/// <summary>A real run behind the service: what it says of pictures is what <c>predict</c> says.</summary>
public sealed class CountingServiceTests
{
    [Fact]
    public async Task Pictures_are_counted_as_predict_counts_them_and_what_is_none_is_refused_before_memory_is_taken()
    {
        await using var served = await ServedRun.Start(new CountingApplication(), TinyCountingRecipe.Text);
        string[] names = [.. Enumerable.Range(0, 3).Select(number => Picture(served, number))];
        var wanted = served.Predicted(names);
        for (var i = 0; i < names.Length; i++)
            Assert.Equal(wanted[i], await served.Answered(names[i], "image/png"));
        Assert.Contains("service", await Ask(served.Address, "run", served[names[0]], text => "service: " + text));

        var whole = await File.ReadAllBytesAsync(served[names[0]]);
        await served.Refuses(whole[..^30], "image/png", "truncated");
        await served.Refuses(Bomb(60_000, 60_000), "image/png", "is outside of 1 to 100000000 pixels");
        await served.Refuses(Bomb(9_000, 9_000), "image/png", "truncated");
        await served.Refuses([.. whole[..40], .. new byte[60]], "image/png", "body: ");
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

    private static string Picture(ServedRun served, int number)
    {
        var frame = new Frame(40 + 10 * number, 36);
        frame.Fill(new Rgb(30, 30, 40));
        frame.FillBox(5 + number, 6, 14 + number, 15, new Rgb(220, 40, 40));
        PngWriter.Write(served[$"{number}.png"], frame);
        return $"{number}.png";
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
