using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Extractors;

namespace Saccade.Trajectories.Tests.Explaining;

/// <summary>
/// An extractor of somebody else's, with weights set by hand: a token is the mean colour of a place of a 4 x 4 grid in a frame, and
/// every token looks for red and green. It says so by naming its layer, which is all that an explanation needs.
/// </summary>
internal sealed class HandSetExtractor : Extractor
{
    private const int Grid = 4;
    private readonly MultiHeadAttention _attention;

    public HandSetExtractor(Engine engine)
        : base(engine) => _attention = Register("look", new MultiHeadAttention(engine, 4, 1));

    public override int Width => 4;

    public override IReadOnlyList<AttentionLayer> AttentionLayers => [new("look", _attention, Grid, Grid, AttentionSpan.Clip)];

    public override long MultiplyAdds(int frames, int size) => 0;

    /// <summary>Queries are constant, keys red plus green; values as they are.</summary>
    public void SetByHand()
    {
        foreach (var (name, tensor) in Parameters().Select(p => (p.Name, p.Tensor)))
        {
            tensor.AsSpan().Clear();
            if (name == "look.in_proj_bias")
                tensor.AsSpan()[0] = 40; // the query
            if (name == "look.in_proj_weight")
                (tensor.AsSpan()[4 * 4], tensor.AsSpan()[4 * 4 + 1]) = (1, 1); // the first column of the keys
        }
    }

    protected override Tensor Extract(Tensor clips)
    {
        var (batch, frames, size) = (clips.Shape[0], clips.Shape[1], clips.Shape[3]);
        var cell = size / Grid;
        var x = clips.Reshape(batch * frames, 3, size, size).AveragePool([cell, cell]);  // [BT, 3, 4, 4]
        x = x.Reshape(batch * frames, 3, Grid * Grid).Permute(0, 2, 1);                  // [BT, 16, 3]
        x = x.Pad((0, 0), (0, 0), (0, 1)).Reshape(batch, frames * Grid * Grid, 4);       // [B, T 16, 4]
        x = _attention.Forward(x);
        return x.Reshape(batch, frames, Grid * Grid, 4).Mean([2]);                       // [B, T, 4]
    }
}
