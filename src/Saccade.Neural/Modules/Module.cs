using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// A part of a model: parameters, buffers (state that is saved but not learnt) and child modules, each registered explicitly under the
/// name that PyTorch gives it, so that state dicts of the same module travel both ways. Constructors register; the outermost module's
/// <see cref="Initialize"/> then fills the parameters, and must be called once before anything else: until then they are NaN.
/// </summary>
public abstract class Module(Engine engine)
{
    private readonly List<(string Name, Tensor Tensor, Initializer Initializer)> _parameters = [];
    private readonly List<(string Name, Tensor Tensor, StoredType StoredAs, float Initial)> _buffers = [];
    private readonly List<(string Name, Module Module)> _children = [];
    private ForwardObserver? _observer;
    private string _name = "";

    public Engine Engine { get; } = engine;

    /// <summary>True while training: dropout drops, batch norm measures. Set for the whole tree by <see cref="SetTraining"/>.</summary>
    public bool Training { get; private set; } = true;

    /// <summary>True once <see cref="Freeze"/> was called: what it holds is saved and loaded, but not learnt.</summary>
    public bool Frozen { get; private set; }

    /// <summary>The number of learnt values.</summary>
    public long ParameterCount => Parameters().Sum(parameter => (long)parameter.Tensor.Count);

    /// <summary>All parameters of the tree that are learnt, in registration order (own ones first, then the children's), with dotted names.</summary>
    public IReadOnlyList<NamedTensor> Parameters()
    {
        var all = new List<NamedTensor>();
        Visit("", (prefix, module) =>
        {
            if (module.Frozen)
                return;
            foreach (var (name, tensor, _) in module._parameters)
                all.Add(new NamedTensor(prefix + name, tensor));
        });
        return all;
    }

    /// <summary>Everything that makes up the trained module: parameters and buffers, in the order of PyTorch's state dict.</summary>
    public IReadOnlyList<NamedTensor> State() => StateOf(_ => true);

    /// <summary>The part of <see cref="State"/> that frozen modules hold.</summary>
    public IReadOnlyList<NamedTensor> FrozenState() => StateOf(module => module.Frozen);

    private List<NamedTensor> StateOf(Func<Module, bool> of)
    {
        var all = new List<NamedTensor>();
        Visit("", (prefix, module) =>
        {
            if (!of(module))
                return;
            foreach (var (name, tensor, _) in module._parameters)
                all.Add(new NamedTensor(prefix + name, tensor));
            foreach (var (name, tensor, storedAs, _) in module._buffers)
                all.Add(new NamedTensor(prefix + name, tensor, storedAs));
        });
        return all;
    }

    /// <summary>
    /// Fills every parameter of the tree from the engine's seed, and every buffer with its first value. A parameter's numbers depend on
    /// the seed and on its own full name alone: a layer added elsewhere does not change them.
    /// </summary>
    public void Initialize() =>
        Visit("", (prefix, module) =>
        {
            foreach (var (name, tensor, initializer) in module._parameters)
                initializer(tensor.AsSpan(), tensor.Shape, InitializationKey.Of(Engine.Seed, prefix + name));
            foreach (var (_, tensor, _, initial) in module._buffers)
                tensor.AsSpan().Fill(initial);
        });

    /// <summary>Switches the whole tree between training and evaluation.</summary>
    public void SetTraining(bool training) => Visit("", (_, module) => module.Training = training);

    /// <summary>
    /// Takes the whole tree out of what is learnt, before an optimiser is made for it: <see cref="Parameters"/> no longer has its values,
    /// <see cref="State"/> still does. Whoever runs it does so in a scope of its own, so that no tape is kept.
    /// </summary>
    public void Freeze() => Visit("", (_, module) => module.Frozen = true);

    /// <summary>
    /// Shows <paramref name="observer"/> what each module of the tree returns, by the module's full name, until called with null.
    /// </summary>
    public void Observe(ForwardObserver? observer) =>
        Visit("", (prefix, module) =>
        {
            module._observer = observer;
            module._name = prefix.TrimEnd('.');
        });

    /// <summary>A new learnt tensor.</summary>
    protected Tensor RegisterParameter(string name, Shape shape, Initializer initializer)
    {
        RequireFree(name);
        var tensor = Engine.Parameter(shape);
        tensor.AsSpan().Fill(float.NaN);
        _parameters.Add((name, tensor, initializer));
        return tensor;
    }

    /// <summary>A new tensor that is saved with the module (as <paramref name="storedAs"/>: a count is an I64 on disk) but not learnt.</summary>
    protected Tensor RegisterBuffer(string name, Shape shape, float initial, StoredType storedAs = StoredType.F32)
    {
        RequireFree(name);
        var tensor = Engine.Full(shape, initial).Keep();
        _buffers.Add((name, tensor, storedAs, initial));
        return tensor;
    }

    protected T Register<T>(string name, T child)
        where T : Module
    {
        RequireFree(name);
        _children.Add((name, child));
        return child;
    }

    /// <summary>Every Forward returns its result through this, so that observers see it.</summary>
    protected Tensor Observed(Tensor output)
    {
        _observer?.Invoke(_name, output);
        return output;
    }

    private void RequireFree(string name)
    {
        if (_parameters.Exists(p => p.Name == name) || _buffers.Exists(b => b.Name == name) || _children.Exists(c => c.Name == name))
            throw new ArgumentException($"{GetType().Name} already has something named '{name}'.", nameof(name));
    }

    private void Visit(string prefix, Action<string, Module> action)
    {
        action(prefix, this);
        foreach (var (name, child) in _children)
            child.Visit($"{prefix}{name}.", action);
    }
}
