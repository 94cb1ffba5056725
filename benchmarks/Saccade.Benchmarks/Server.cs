using System.Diagnostics;
using System.Text.Json;
using Saccade.Cli.Bench;
using Saccade.Tensors;

namespace Saccade.Benchmarks;

/// <summary>Our side of the comparison: a model stepped on request, in the line protocol that benchmarks/peer.py describes.</summary>
internal static class Server
{
    public static int Run(string name, int threads)
    {
        var started = Process.GetCurrentProcess().StartTime;
        // What is only looked at once runs first and gives its memory back, so that it does not count in the peak.
        var losses = new List<double>();
        var first = 0.0;
        using (var engine = new Engine(new EngineOptions { Threads = threads }))
        {
            var withoutDropout = BenchModels.Named(name).Make(engine, false);
            for (var i = 0; i < 3; i++)
            {
                losses.Add(withoutDropout.Step());
                first = i == 0 ? (DateTime.Now - started).TotalSeconds : first;
            }
        }
        var model = BenchModels.Named(name).Make(new Engine(new EngineOptions { Threads = threads }), true);
        Reply(JsonSerializer.Serialize(new
        {
            name = "Saccade",
            parameters = model.Parameters,
            threads,
            blas = "own",
            seconds_to_first_step = first,
        }));
        while (Console.ReadLine() is { } command)
        {
            switch (command)
            {
                case "check":
                    Reply(string.Join(" ", losses.Select(loss => loss.ToString("r"))));
                    break;
                case "step":
                    Reply(Milliseconds(() => model.Step()));
                    break;
                case "forward":
                    Reply(Milliseconds(model.Forward));
                    break;
                case "memory":
                    Reply($"{PeakResidentMegabytes():f1}");
                    break;
                case "multiply_adds":
                    var before = model.MultiplyAdds;
                    model.Step();
                    Reply($"{model.MultiplyAdds - before}");
                    break;
                case "managed":
                    var bytes = GC.GetAllocatedBytesForCurrentThread();
                    model.Step();
                    Reply($"{GC.GetAllocatedBytesForCurrentThread() - bytes}");
                    break;
                case "peak":
                    Reply($"{MachineSpeed.PeakGflops(threads, TimeSpan.FromMilliseconds(30)):f1}");
                    break;
            }
        }
        return 0;
    }

    private static string Milliseconds(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds.ToString("r");
    }

    private static double PeakResidentMegabytes()
    {
        // What the kernel counts, as it does for the peer.
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }

    private static void Reply(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
