using System.Buffers;
using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Data;

/// <summary>Some clips as bytes and what is true of them; what a detector and a tracker make of them is computed elsewhere.</summary>
public sealed class PersistenceBatch : Batch
{
    private readonly byte[] clips;
    private readonly ClipObjects[] truths;
    private bool disposed;

    internal PersistenceBatch(IReadOnlyList<string> ids, PersistenceClipOptions options) : base(ids)
    {
        Options = options;
        clips = ArrayPool<byte>.Shared.Rent(ids.Count * options.ClipBytes);
        truths = new ClipObjects[ids.Count];
    }

    public PersistenceClipOptions Options { get; }

    /// <summary>Clip <paramref name="n"/> of the batch, (T,S,S,3), until the batch is disposed.</summary>
    public ReadOnlySpan<byte> Clip(int n) => Room(n);

    /// <summary>What is true of clip <paramref name="n"/>, or what a control says of it.</summary>
    public ClipObjects Truth(int n) => truths[n];

    /// <summary>Where the bytes of clip <paramref name="n"/> go.</summary>
    internal Span<byte> Room(int n)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return clips.AsSpan(n * Options.ClipBytes, Options.ClipBytes);
    }

    internal void SetTruth(int n, ClipObjects truth) => truths[n] = truth;

    protected override void Dispose(bool disposing)
    {
        if (!disposed)
            ArrayPool<byte>.Shared.Return(clips);
        disposed = true;
        base.Dispose(disposing);
    }
}
