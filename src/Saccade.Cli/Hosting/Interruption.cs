using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Saccade.Cli;

/// <summary>
/// Ctrl-C and SIGTERM as a cancellation: the first asks the work to stop cleanly, a second one, two seconds later or more, ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // A terminal tells every process of its group; one that was started by another is then told by that as well.
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private long _first;

    public Interruption()
    {
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, received =>
        {
            if (_source.IsCancellationRequested && Stopwatch.GetElapsedTime(_first) > Echo)
                return; // not cancelled: the system's own handling ends the process
            received.Cancel = true;
            if (_source.IsCancellationRequested)
                return;
            _first = Stopwatch.GetTimestamp();
            _source.Cancel();
        }))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }
}
