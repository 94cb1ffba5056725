using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Saccade.Tensors.Memory;

/// <summary>A piece of native memory, aligned to <see cref="BlockPool.Alignment"/>.</summary>
internal readonly unsafe record struct Block(nint Address, long Bytes)
{
    public byte* Pointer => (byte*)Address;
}

/// <summary>
/// Native memory in size classes (four to each power of two), kept for reuse: a training step asks for the same sizes as the one
/// before it, so after the first step nothing is asked of the operating system. Used by one thread at a time, except <see cref="ReturnLater"/>.
/// </summary>
internal sealed unsafe class BlockPool : IDisposable
{
    /// <summary>A cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private readonly Dictionary<long, Stack<Block>> _free = [];
    private readonly ConcurrentQueue<Block> _returnedLater = new();
    private long _rentedBytes;
    private volatile bool _disposed;

    /// <summary>Bytes obtained from the operating system and not given back to it.</summary>
    public long ReservedBytes { get; private set; }

    /// <summary>Bytes in blocks that are rented now.</summary>
    public long RentedBytes
    {
        get
        {
            TakeReturned();
            return _rentedBytes;
        }
    }

    public long PeakRentedBytes { get; private set; }

    public Block Rent(long bytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Engine));
        TakeReturned();
        var size = SizeClass(bytes);
        if (!_free.TryGetValue(size, out var stack) || !stack.TryPop(out var block))
        {
            // Kernels may read one vector past the end of a block.
            block = new Block((nint)NativeMemory.AlignedAlloc((nuint)(size + Alignment), Alignment), size);
            ReservedBytes += size;
        }
        _rentedBytes += size;
        PeakRentedBytes = Math.Max(PeakRentedBytes, _rentedBytes);
        return block;
    }

    public void Return(Block block)
    {
        _rentedBytes -= block.Bytes;
        if (_disposed)
        {
            NativeMemory.AlignedFree(block.Pointer);
            return;
        }
        if (!_free.TryGetValue(block.Bytes, out var stack))
            _free.Add(block.Bytes, stack = new Stack<Block>());
        stack.Push(block);
    }

    /// <summary>Takes a block back from any thread, such as the finaliser's; it becomes free at the next <see cref="Rent"/> or look at <see cref="RentedBytes"/>.</summary>
    public void ReturnLater(Block block)
    {
        _returnedLater.Enqueue(block);
        // Looked at after the block is in the queue: whichever of this thread and Dispose comes second frees it.
        if (_disposed)
            FreeReturned();
    }

    /// <summary>Gives free blocks back to the operating system. Rented ones follow when they are returned.</summary>
    public void Dispose()
    {
        _disposed = true;
        FreeReturned();
        foreach (var stack in _free.Values)
            foreach (var block in stack)
                NativeMemory.AlignedFree(block.Pointer);
        _free.Clear();
    }

    private void TakeReturned()
    {
        while (_returnedLater.TryDequeue(out var block))
            Return(block);
    }

    private void FreeReturned()
    {
        while (_returnedLater.TryDequeue(out var block))
            NativeMemory.AlignedFree(block.Pointer);
    }

    /// <summary>Rounds up to the next of four steps within a power of two: at most a quarter of a block is unused.</summary>
    internal static long SizeClass(long bytes)
    {
        const long smallest = 256;
        if (bytes <= smallest)
            return smallest;
        var step = (long)BitOperations.RoundUpToPowerOf2((ulong)bytes) / 8;
        return (bytes + step - 1) / step * step;
    }
}
