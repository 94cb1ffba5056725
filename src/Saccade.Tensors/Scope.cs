using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors;

/// <summary>
/// The lifetime of the tensors made while it is the innermost one. Ending it gives their memory back, except what was kept.
/// Made by <see cref="Engine.BeginStep"/> (with a tape) or <see cref="Engine.BeginScope"/> (without).
/// </summary>
public sealed class Scope : IDisposable
{
    private readonly Engine _engine;
    private List<Storage>? _storages;
    private bool _ended;

    internal Scope(Engine engine, Scope? outer, string name, GradientTape? tape)
    {
        _engine = engine;
        _storages = engine.TakeStorageList();
        Outer = outer;
        Name = name;
        Tape = tape;
    }

    internal Scope? Outer { get; }

    internal string Name { get; }

    internal GradientTape? Tape { get; }

    public void Dispose()
    {
        if (_ended)
            return;
        _engine.EndScope(this);
        _ended = true;
        foreach (var storage in _storages!)
            storage.EndScope("which has ended");
        _engine.GiveStorageList(_storages);
        _storages = null;
    }

    internal void Add(Storage storage) => _storages!.Add(storage);
}
