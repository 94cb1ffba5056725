namespace Saccade.Tensors.Memory;

/// <summary>Memory that a kernel needs while it runs, shared by its threads. Dispose it to give it back.</summary>
internal readonly unsafe ref struct Workspace
{
    private readonly BlockPool _pool;
    private readonly Block _block;

    public Workspace(Engine engine, long floats)
    {
        _pool = engine.Pool;
        _block = _pool.Rent(floats * sizeof(float));
    }

    public float* Pointer => (float*)_block.Pointer;

    public void Dispose() => _pool.Return(_block);
}
