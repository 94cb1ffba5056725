using System.Diagnostics;
using System.Globalization;

namespace Saccade.Benchmarks;

/// <summary><c>saccade serve</c> in a process of its own, on a free port of loopback.</summary>
internal sealed class ServedProcess : IDisposable
{
    private const string Announcement = "serving at ";

    private readonly Process process;

    /// <param name="run">The run's folder.</param>
    /// <param name="options">Further ones of the command.</param>
    public ServedProcess(string run, params IEnumerable<string> options)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "saccade.dll"), "serve", run, "--port", "0", .. options]) { RedirectStandardError = true, RedirectStandardOutput = true };
        process = Process.Start(start)!;
        string? line;
        do
            line = process.StandardError.ReadLine() ?? throw new InvalidOperationException("The service ended before it listened.");
        while (!line.StartsWith(Announcement, StringComparison.Ordinal));
        Address = new Uri(line[Announcement.Length..line.IndexOf("v1/", StringComparison.Ordinal)]);
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
