using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saccade.Editing.Formats;

namespace Saccade.Benchmarks;

/// <summary>
/// How long files of timelines take to read and how much memory that needs, at most: 10,000 clips and 100 MB, in each format that is read and written. Every file is
/// read once in each of several processes, so that compilation while running counts. On a busy machine the processor's time says more than the clock's.
/// </summary>
internal static class TimelineReading
{
    private const int ManyClips = 10_000;
    private const int LargeBytes = 100_000_000;
    private const int Processes = 3;

    /// <param name="folder">Where the files are made; those that are there already are taken.</param>
    public static int Run(string folder)
    {
        Directory.CreateDirectory(folder);
        var text = new StringBuilder("| file | clips | MB | seconds (of processor time) | peak memory, MB |\n|---|---|---|---|---|\n");
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

    /// <summary>One process's part: reads a file and prints what that took.</summary>
    public static int Read(string path)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var project = TimelineFormats.Read(path);
        process.Refresh();
        var (seconds, processor) = (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
        Console.WriteLine(JsonSerializer.Serialize(new { clips = project.Sequences.Sum(s => s.Clips.Count()), seconds, processor, peak = process.PeakWorkingSet64 / 1e6 }));
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
        double[] Sorted(string name) => [.. reads.Select(r => r.GetProperty(name).GetDouble()).Order()];
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(path)} | {Sorted("clips")[0]:n0} | {new FileInfo(path).Length / 1e6:f1} | {Sorted("seconds")[Processes / 2]:f2} ({Sorted("processor")[Processes / 2]:f2}) | {Sorted("peak")[^1]:f0} |\n");
    }

    private static JsonElement InProcess(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(TimelineReading).Assembly.Location, "read", path]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using var json = JsonDocument.Parse(process.ExitCode == 0 ? said : throw new InvalidOperationException($"reading {path} failed; the message is above."));
        return json.RootElement.Clone();
    }
}
