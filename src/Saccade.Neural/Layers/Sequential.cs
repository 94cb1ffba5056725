using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>Layers one after another, named 0, 1, .. as in torch.nn.Sequential.</summary>
public sealed class Sequential : Layer
{
    private readonly IReadOnlyList<Layer> _layers;

    public Sequential(Engine engine, params IReadOnlyList<Layer> layers)
        : base(engine) => _layers = [.. layers.Select((layer, i) => Register($"{i}", layer))];

    protected override Tensor Apply(Tensor x)
    {
        foreach (var layer in _layers)
            x = layer.Forward(x);
        return x;
    }
}
