using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Saccade.Studio.Jobs;

/// <summary>A command line of this program in a process of its own. What it says goes into a file.</summary>
internal sealed class JobProcess : IDisposable
{
    private const string Failure = "saccade: ";

    private readonly Process process;
    private readonly StreamWriter console;
    private readonly Lock gate = new();
    private string lastLine = "", failure = "";

    /// <param name="program">How this program is started, and what comes before its arguments.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="consolePath">Is written on; its folder exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public JobProcess(IReadOnlyList<string> program, IReadOnlyList<string> arguments, string consolePath)
    {
        console = new StreamWriter(new FileStream(consolePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false)) { AutoFlush = true };
        Write($"$ saccade {string.Join(' ', arguments)}");
        process = new Process
        {
            StartInfo = new ProcessStartInfo(program[0], [.. program.Skip(1), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        try
        {
            process.Start();
        }
        catch
        {
            console.Dispose();
            throw;
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Id = process.Id;
        try
        {
            Began = process.StartTime.ToUniversalTime();
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            Began = DateTimeOffset.UtcNow; // nothing says any more when it began
        }
    }

    public int Id { get; }

    public DateTimeOffset Began { get; }

    /// <summary>The line that says why it failed; else the last that it said.</summary>
    public string Said
    {
        get
        {
            lock (gate)
                return failure.Length > 0 ? failure : lastLine;
        }
    }

    /// <returns>Its exit code, once all that it said is written.</returns>
    public async Task<int> Ended()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>As Ctrl-C would: a training saves and stops. Not by its signal, which the children of a Studio that a script started in the background ignore.</summary>
    public static void Interrupt(int processId)
    {
        if (OperatingSystem.IsWindows())
        {
            // There is no Ctrl-C for another console; what was saved last stands.
            using var running = Process.GetProcessById(processId);
            running.Kill();
            return;
        }
        using var kill = Process.Start("kill", ["-TERM", processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        process.Dispose();
        lock (gate)
            console.Dispose();
    }

    private void Write(string? line)
    {
        if (line is null)
            return;
        lock (gate)
        {
            if (line.StartsWith(Failure, StringComparison.Ordinal))
                failure = line[Failure.Length..];
            else if (line.Length > 0)
                lastLine = line;
            try
            {
                console.WriteLine(line);
            }
            catch (Exception full) when (full is IOException or ObjectDisposedException)
            {
                // The disk is full: the work may still succeed without its lines.
            }
        }
    }
}
