namespace Saccade.Tensors.Memory;

/// <summary>
/// One block of native memory and the tensors that look at it. A block is given back when its last tensor lets go, or when the
/// scope it was made in ends, whichever comes first. A storage object is never reused, so a stale tensor always finds out.
/// </summary>
internal sealed unsafe class Storage
{
    private readonly BlockPool _pool;
    private readonly string _origin;
    private int _tensors;
    private string? _end;
    private FinalizedBlock? _kept;

    public Storage(BlockPool pool, long bytes, string origin)
    {
        _pool = pool;
        _origin = origin;
        Block = pool.Rent(bytes);
    }

    public Block Block { get; private set; }

    /// <summary>True once <see cref="Keep"/> has taken the block out of its scope.</summary>
    public bool Kept => _kept is not null;

    public bool Shared => _tensors > 1;

    /// <summary>The address of the first byte.</summary>
    /// <exception cref="StaleTensorException">The block has been given back.</exception>
    public byte* Pointer => _end is null ? Block.Pointer : throw Stale(_end);

    public StaleTensorException Stale(string end) => new($"This tensor was made in {_origin}, {end}: call Keep() on what must outlive it.");

    public void Retain() => _tensors++;

    public void Release(string end)
    {
        if (--_tensors == 0 && !Kept)
            Free(end);
    }

    /// <summary>Ends the block's life with its scope, however many tensors still look at it.</summary>
    public void EndScope(string end)
    {
        if (!Kept)
            Free(end);
    }

    /// <summary>Moves the block out of its scope: it now lives as long as a tensor that refers to it.</summary>
    public void Keep()
    {
        if (_kept is null && _end is null)
            _kept = new FinalizedBlock(_pool, Block);
    }

    private void Free(string end)
    {
        if (_end is not null)
            return;
        _end = end;
        _pool.Return(Block);
        Block = default;
    }

    /// <summary>Gives a kept block back when the garbage collector finds that nothing refers to its storage any more.</summary>
    private sealed class FinalizedBlock
    {
        private readonly BlockPool _pool;
        private readonly Block _block;

        public FinalizedBlock(BlockPool pool, Block block)
        {
            (_pool, _block) = (pool, block);
            // The collector sees a small object; it has to know what hangs on it to run in time.
            GC.AddMemoryPressure(block.Bytes);
        }

        ~FinalizedBlock()
        {
            GC.RemoveMemoryPressure(_block.Bytes);
            _pool.ReturnLater(_block);
        }
    }
}
