using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Saccade.Media;

/// <summary>
/// One running ffmpeg or ffprobe. Its standard error is collected for the error line. The time limit counts what is spent
/// waiting for the program, not what the caller does in between; when it is used up the program is killed, and the call that
/// waited throws. Disposing kills the program if it still runs.
/// </summary>
internal sealed partial class FfmpegProcess : IDisposable
{
    private const int MaxErrorLines = 40;
    private const int MaxErrorLineLength = 300;
    private const int MaxTextLength = 1 << 20;

    private readonly Process _process;
    private readonly string _program;
    private readonly string _file;
    private readonly TimeSpan _timeLimit;
    private readonly Timer _timer;
    private readonly Stopwatch _waiting = new();
    private readonly List<string> _errors = [];
    private volatile bool _timedOut;

    /// <param name="program">"ffmpeg" or "ffprobe".</param>
    /// <param name="arguments">Passed one by one; no shell sees them.</param>
    /// <param name="file">The file that errors name.</param>
    /// <param name="timeLimit">How long to wait for the program in all.</param>
    /// <exception cref="MediaException">The program is not installed or does not start.</exception>
    public FfmpegProcess(string program, IEnumerable<string> arguments, string file, TimeSpan timeLimit)
    {
        _program = program;
        _file = file;
        _timeLimit = timeLimit;
        var start = new ProcessStartInfo(Ffmpeg.Require(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, e) => CollectError(e.Data);
        _timer = new Timer(_ => KillLate());
        try
        {
            _process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new MediaException(start.FileName, "does not start: " + failure.Message, failure);
        }
        _process.BeginErrorReadLine();
    }

    /// <summary>What the program reported first, without its own prefixes; empty when it reported nothing.</summary>
    public string Complaint
    {
        get
        {
            lock (_errors)
            {
                string first = _errors.FirstOrDefault("");
                return LogPrefix().Replace(first, "").Replace($"file:{Path.GetFullPath(_file)}: ", "").Trim();
            }
        }
    }

    /// <summary>Fills the buffer from standard output. Returns the bytes read, fewer only at the end of the output.</summary>
    public int Read(Span<byte> buffer)
    {
        int done = 0;
        Begin();
        try
        {
            while (done < buffer.Length)
            {
                int read = _process.StandardOutput.BaseStream.Read(buffer[done..]);
                if (read == 0) break;
                done += read;
            }
        }
        finally
        {
            End();
        }
        ThrowIfLate();
        return done;
    }

    /// <summary>Standard output to its end as text.</summary>
    public string ReadAllText()
    {
        byte[] text = new byte[MaxTextLength];
        return System.Text.Encoding.UTF8.GetString(text, 0, Read(text));
    }

    /// <exception cref="IOException">The program has ended; <see cref="Finish"/> and <see cref="Complaint"/> tell why.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Begin();
        try
        {
            _process.StandardInput.BaseStream.Write(bytes);
        }
        finally
        {
            End();
        }
        ThrowIfLate();
    }

    /// <summary>Closes standard input, waits for the end of the program and returns its exit code.</summary>
    public int Finish()
    {
        Begin();
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Nobody reads it any more; the exit code says why.
        }
        _process.WaitForExit();
        End();
        ThrowIfLate();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _timer.Dispose();
        Kill();
        _process.Dispose();
    }

    // "[mov,mp4 @ 0x55d1] " before a message names the part of ffmpeg that it comes from.
    [GeneratedRegex(@"^(\[[^\]]* @ 0x[0-9a-f]+\] )+")]
    private static partial Regex LogPrefix();

    private void CollectError(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_errors)
        {
            if (_errors.Count < MaxErrorLines) _errors.Add(line.Length <= MaxErrorLineLength ? line : line[..MaxErrorLineLength]);
        }
    }

    private void Begin()
    {
        _waiting.Start();
        TimeSpan left = _timeLimit - _waiting.Elapsed;
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _waiting.Stop();
    }

    private void KillLate()
    {
        _timedOut = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill();
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime, or never started.
        }
    }

    private void ThrowIfLate()
    {
        if (_timedOut) throw new MediaException(_file, $"{_program} took longer than {_timeLimit.TotalSeconds:0.#} seconds and was stopped");
    }
}
