using System.Diagnostics;
using System.Text.Json;

namespace Saccade.Benchmarks;

/// <summary>A child process that holds one side's model and steps it on request.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly Process _process;

    public Contestant(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var facts = JsonDocument.Parse(Line());
        Name = facts.RootElement.GetProperty("name").GetString()!;
        Parameters = facts.RootElement.GetProperty("parameters").GetInt64();
        Threads = facts.RootElement.GetProperty("threads").GetInt32();
        Blas = facts.RootElement.GetProperty("blas").GetString()!;
        SecondsToFirstStep = facts.RootElement.GetProperty("seconds_to_first_step").GetDouble();
    }

    public string Name { get; }

    public long Parameters { get; }

    public int Threads { get; }

    public string Blas { get; }

    public double SecondsToFirstStep { get; }

    /// <summary>Milliseconds of processor time so far, all threads together.</summary>
    public double ProcessorMilliseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    public string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return Line();
    }

    public double AskNumber(string command) => double.Parse(Ask(command));

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Line() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} ended early; its message is above.");
}
