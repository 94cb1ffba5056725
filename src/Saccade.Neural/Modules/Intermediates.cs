using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// Keeps what named modules return, with their gradients, while it lives: what Grad-CAM and feature statistics read. A module that runs
/// more than once leaves its last result.
/// </summary>
public sealed class Intermediates : IDisposable
{
    private readonly Module _module;
    private readonly Dictionary<string, Tensor> _kept = [];

    /// <param name="module">The model to watch.</param>
    /// <param name="names">Full names of modules inside it, such as <c>encoder.layers.3</c>.</param>
    public Intermediates(Module module, params IReadOnlyCollection<string> names)
    {
        _module = module;
        var wanted = names.ToHashSet();
        module.Observe((name, output) =>
        {
            if (wanted.Contains(name))
                _kept[name] = output.KeepGradient().Keep();
        });
    }

    /// <summary>The last result of the module of this name.</summary>
    /// <exception cref="KeyNotFoundException">No such module has run.</exception>
    public Tensor this[string name] => _kept.TryGetValue(name, out var tensor)
        ? tensor
        : throw new KeyNotFoundException($"No module named '{name}' has run; seen were: {string.Join(", ", _kept.Keys)}.");

    public void Dispose() => _module.Observe(null);
}
