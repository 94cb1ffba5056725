using System.Collections.Concurrent;

namespace Saccade.Media;

/// <summary>
/// Reads the clips of a set ahead of their use, in a given order, on a thread of its own. It owns a fixed number of buffers
/// and reuses them, so its memory does not grow with the set or the order; the order may be endless. For one consumer:
/// <code>
/// using var ahead = new ClipPrefetcher(reader, order, depth: 16);
/// while (ahead.MoveNext()) Use(ahead.Index, ahead.Clip);
/// </code>
/// </summary>
public sealed class ClipPrefetcher : IDisposable
{
    private readonly BlockingCollection<Slot> _free = [];
    private readonly BlockingCollection<Slot> _filled = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ShardReader _reader;
    private readonly IEnumerable<int> _order;
    private readonly Thread _thread;
    private Slot? _current;
    private Exception? _failure;

    /// <param name="reader">Must stay open until the prefetcher is disposed.</param>
    /// <param name="order">Indices of clips; enumerated on the reading thread, once.</param>
    /// <param name="depth">How many clips are read ahead of the one in use.</param>
    public ClipPrefetcher(ShardReader reader, IEnumerable<int> order, int depth)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        _reader = reader;
        _order = order;
        for (int i = 0; i <= depth; i++) _free.Add(new Slot(new byte[reader.ClipBytes]));
        _thread = new Thread(ReadAhead) { IsBackground = true, Name = "clip prefetcher" };
        _thread.Start();
    }

    /// <summary>The index of the clip in use.</summary>
    public int Index => (_current ?? throw NotStarted()).Index;

    /// <summary>The clip in use, (V, T, H, W, 3); its bytes are overwritten some time after the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Clip => (_current ?? throw NotStarted()).Bytes;

    /// <summary>Goes on to the next clip, waiting for it if need be. False at the end of the order.</summary>
    /// <exception cref="MediaException">The next clip cannot be read; those before it were delivered.</exception>
    public bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_current is not null) _free.Add(_current);
        if (_filled.TryTake(out _current, Timeout.Infinite)) return true;
        if (_failure is MediaException unreadable) throw new MediaException(unreadable.Path, unreadable.Cause, unreadable);
        if (_failure is not null) throw new InvalidOperationException("Reading ahead failed: " + _failure.Message, _failure);
        return false;
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel();
        _thread.Join();
        _free.Dispose();
        _filled.Dispose();
        _stop.Dispose();
    }

    private void ReadAhead()
    {
        try
        {
            foreach (int index in _order)
            {
                Slot slot = _free.Take(_stop.Token);
                slot.Index = index;
                _reader.ReadClip(index, slot.Bytes);
                _filled.Add(slot);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception failure) // whatever it is belongs to the consumer: an exception on this thread would end the process
        {
            _failure = failure;
        }
        _filled.CompleteAdding();
    }

    private static InvalidOperationException NotStarted() => new("There is no clip in use: MoveNext has not returned true.");

    private sealed class Slot(byte[] bytes)
    {
        public byte[] Bytes { get; } = bytes;

        public int Index { get; set; }
    }
}
