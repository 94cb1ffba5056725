using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saccade.Editing.Formats;

namespace Saccade.Benchmarks;

/// <summary>
/// How long files of timelines take to read and how much memory that needs, at most: 10,000 clips and 100 MB, in each format that is read and written. Every file is read
/// in processes of its own; the first read counts compilation while running, further ones do not. On a busy machine the processor's time says more than the clock's.
/// </summary>
internal static class TimelineReading
{
    private const int ManyClips = 10_000;
    private const int LargeBytes = 100_000_000;
    private const int Processes = 3, Further = 3;

    /// <param name="folder">Where the files are made; those that are there already are taken.</param>
    public static int Run(string folder)
    {
        Directory.CreateDirectory(folder);
        var text = new StringBuilder("| file | clips | MB | first read, s (CPU s) | again, s (CPU s) | peak memory, MB |\n|---|---|---|---|---|---|\n");
        foreach (var format in TimelineFormats.Readers.Select(r => r.Name))
        {
            var extension = TimelineFormats.Writers.First(w => w.Name == format).Extensions[0];
            var many = Make(Path.Combine(folder, $"{format}-many{extension}"), format, ManyClips);
            var large = Make(Path.Combine(folder, $"{format}-large{extension}"), format, (int)(1.02 * ManyClips * LargeBytes / new FileInfo(many).Length));
            foreach (var path in new[] { many, large })
                text.Append(Measure(path));
        }
        Console.WriteLine(text);
        return 0;
    }

    /// <summary>One process's part: reads a file again and again, and prints what that took.</summary>
    public static int Read(string path)
    {
        var times = new List<(double Wall, double Processor)>();
        var (clips, peak) = (0, 0.0);
        for (var i = 0; i <= Further; i++)
        {
            using var process = Process.GetCurrentProcess();
            var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            clips = TimelineFormats.Read(path).Sequences.Sum(s => s.Clips.Count());
            process.Refresh();
            times.Add((clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds));
            peak = i == 0 ? process.PeakWorkingSet64 / 1e6 : peak;
        }
        Console.WriteLine(JsonSerializer.Serialize(new { clips, peak, wall = times.Select(t => t.Wall), processor = times.Select(t => t.Processor) }));
        return 0;
    }

    private static string Make(string path, string format, int clips)
    {
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"making {path} ...");
            TimelineFormats.Write(LongTimeline.Of(clips), path, format);
        }
        return path;
    }

    private static string Measure(string path)
    {
        Console.Error.WriteLine($"reading {path} ...");
        var reads = Enumerable.Range(0, Processes).Select(_ => InProcess(path)).ToArray();
        double First(string name) => Median(reads.Select(r => r.GetProperty(name)[0].GetDouble()));
        double Again(string name) => Median(reads.SelectMany(r => r.GetProperty(name).EnumerateArray().Skip(1)).Select(v => v.GetDouble()));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(path)} | {reads[0].GetProperty("clips").GetInt32():n0} | {new FileInfo(path).Length / 1e6:f1} | {First("wall"):f2} ({First("processor"):f2}) | {Again("wall"):f2} ({Again("processor"):f2}) | {reads.Max(r => r.GetProperty("peak").GetDouble()):f0} |\n");
    }

    private static JsonElement InProcess(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(TimelineReading).Assembly.Location, "read", path]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using var json = JsonDocument.Parse(process.ExitCode == 0 ? said : throw new InvalidOperationException($"reading {path} failed; the message is above."));
        return json.RootElement.Clone();
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
