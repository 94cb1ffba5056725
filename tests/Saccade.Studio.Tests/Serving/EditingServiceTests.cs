using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Saccade.Editing;
using Saccade.Editing.Grid;
using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Studio.Tests.Serving;

/// <summary>A run of timelines behind the service: archives, tables and what pretends to be one.</summary>
public sealed class EditingServiceTests
{
    private const string Recipe = """
        task: editing
        model: tracks
        epochs: 1
        batch_size: 4
        threads: 1
        data.window: 32
        data.memory: 4
        model.width: 16
        model.heads: 2
        model.layers: 1
        model.feed_forward: 16
        model.block: 16
        model.cell: 8
        model.head: 8
        """;

    private const int Steps = 60;

    [Fact]
    public async Task Archives_and_tables_are_answered_as_predict_answers_them()
    {
        await using var served = await Start();
        GridNpz.Write(served["one.npz"], [Grid(20), Grid(21)]);
        GridCsvWriter.Write(served["one.csv"], [Grid(20), Grid(21)]);
        WriteSafetensors(served["one.safetensors"], Grid(20), Grid(21));
        var wanted = Assert.Single(served.Predicted("one.npz"));
        Assert.Contains("\"steps\":60", wanted);
        foreach (var (name, type) in new[] { ("one.npz", "application/x-npz"), ("one.safetensors", "application/x-safetensors"), ("one.csv", "text/csv") })
            Assert.Equal(wanted, await served.Answered(name, type));
    }

    [Fact]
    public async Task What_unpacks_to_gigabytes_or_names_entities_is_refused_before_it_does_harm()
    {
        await using var served = await Start();
        await Refused(Bomb("values.npy", claims: 400_000_000, holds: 0), "it claims 1600000000 bytes; at most 268435456 are read");
        await Refused(Bomb("values.npy", claims: 1000, holds: 40_000_000), "has more");
        await Refused(Bomb("../../values.npy", claims: 1000, holds: 1000), "has no array 'values'");
        await Refused(Bomb("values.npy", claims: 1000, holds: 1000)[..200], "truncated");
        await Refused([.. new byte[7], 0, .. "{\"a\": 1}"u8], "is not a usable safetensors file");
        Assert.False(File.Exists(served["values.npy"]));
        const string entities = """<?xml version="1.0"?><!DOCTYPE xmeml [<!ENTITY a SYSTEM "file:///etc/hostname">]><xmeml version="4"><sequence><name>&a;</name></sequence></xmeml>""";
        await Refused(Encoding.UTF8.GetBytes(entities), "defines a document type of its own");
        foreach (var wide in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
            await Refused([.. wide.Preamble, .. wide.GetBytes(entities)], "defines a document type of its own");
        await Refused([.. "<xmeml><sequence>"u8], "line 1");

        Task Refused(byte[] bytes, string reason) => served.Refuses(bytes, "application/octet-stream", reason);
    }

    private static Task<ServedRun> Start() => ServedRun.Start(new EditingApplication(), Recipe, served =>
    {
        Directory.CreateDirectory(served["grids"]);
        GridCsvWriter.Write(served["grids/all.csv"], [.. Enumerable.Range(0, 8).Select(Grid)]);
        return [$"data={served["grids"]}"];
    });

    private static void WriteSafetensors(string path, params TimelineGrid[] grids)
    {
        using var engine = new Engine();
        var writer = new SafetensorsWriter { Metadata = { ["video_ids"] = JsonSerializer.Serialize(grids.Select(g => g.VideoId)), ["source_video_names"] = JsonSerializer.Serialize(grids.Select(g => g.SourceVideoName)) } };
        writer.Add(new("values", engine.From([.. grids.SelectMany(g => g.Values.ToArray())], grids.Sum(g => g.Steps), GridLayout.Tracks, GridLayout.Nine.Values.Count)));
        writer.Add(new("steps", engine.From([.. grids.Select(g => (float)g.Steps)], grids.Length), StoredType.I64));
        writer.Write(path);
    }

    /// <summary>An array of so many numbers as it says, which are zeros, in an archive that is small.</summary>
    private static byte[] Bomb(string name, int claims, int holds)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({claims},), }}".PadRight(117) + "\n");
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header]);
            var zeros = new byte[1 << 20];
            for (var left = (long)holds * sizeof(float); left > 0; left -= zeros.Length)
                entry.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
        }
        return stream.ToArray();
    }

    /// <summary>V1 is always on and cut now and then; V2 comes and goes.</summary>
    private static TimelineGrid Grid(int number)
    {
        var layout = GridLayout.Nine;
        var values = new float[Steps * layout.Width];
        for (var step = 0; step < Steps; step++)
        {
            for (var track = 0; track < GridLayout.Tracks; track++)
            {
                var cell = values.AsSpan((step * layout.Width) + (track * layout.Values.Count), layout.Values.Count);
                layout.Inactive.CopyTo(cell);
                if (track == 0 || (track == 1 && (step + number) % 20 < 10))
                    (cell[GridLayout.Active], cell[GridLayout.Asset], cell[GridLayout.FirstNumber]) = (1, 1 + track, (step + (3 * number)) % 30 < 15 ? 100 : 150);
            }
        }
        return new TimelineGrid($"project-{number}", $"source-{number}.mp4", layout, TimelineGrid.DefaultStep, values);
    }
}
