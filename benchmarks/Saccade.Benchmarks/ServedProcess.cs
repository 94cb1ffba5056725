using System.Diagnostics;
using System.Globalization;

namespace Saccade.Benchmarks;

/// <summary>A command of <c>saccade</c> that listens, in a process of its own, on a free port of loopback.</summary>
internal sealed class ServedProcess : IDisposable
{
    private const string Announcement = " at http://";

    private readonly Process process;

    /// <param name="arguments">The command, without its port.</param>
    public ServedProcess(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "saccade.dll"), .. arguments, "--port", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        process = Process.Start(start)!;
        string? line;
        do
            line = process.StandardError.ReadLine() ?? throw new InvalidOperationException("The service ended before it listened.");
        while (!line.Contains(Announcement, StringComparison.Ordinal));
        Address = new Uri(new Uri(line[(line.IndexOf(Announcement, StringComparison.Ordinal) + 4)..].Split(';')[0]).GetLeftPart(UriPartial.Authority) + "/");
        // What it says later is shown; a full pipe would stop it.
        _ = Task.Run(() => { while (process.StandardError.ReadLine() is { } said) Console.Error.WriteLine(said); });
    }

    public Uri Address { get; }

    /// <summary>Resident memory in MB.</summary>
    public double Megabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    /// <summary>Time on processors since it began.</summary>
    public TimeSpan Worked()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Ends it as an administrator would.</summary>
    /// <returns>Its exit code.</returns>
    public int Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
