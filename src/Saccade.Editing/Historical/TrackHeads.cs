using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Historical;

/// <summary>A matrix [O, D] and a vector [O].</summary>
internal sealed record AffineMap(Tensor Weight, Tensor Bias);

/// <summary>The parameters of one head.</summary>
/// <param name="Linear">[O, D]: what the reports' heads are.</param>
/// <param name="Hidden">[H, D]: a hidden layer with a ReLU, which the linear map then is a way around; null without.</param>
/// <param name="Out">[O, H]: from the hidden layer to the outputs.</param>
internal sealed record TrackHead(AffineMap Linear, AffineMap? Hidden, Tensor? Out);

/// <summary>
/// Heads that listen to one encoder through one projection of tracks. Letters: B windows, T steps, K tracks, D the width, O outputs of all heads, H hidden numbers of a head.
/// With E_k a track's vector and P, p the projection, they read g = P (h + E_k) + p, and say W g + w, and with hidden layers V ReLU(U g + u) on top: there the tracks
/// no longer differ by constants alone.
/// </summary>
internal sealed class TrackHeads(Tensor tracks, AffineMap projection, TrackHead[] heads, TrackProjection way)
{
    /// <summary>h [B, T, D] -> [B, T, K, O]</summary>
    public Tensor Forward(Tensor h)
    {
        var said = Read(h, [.. heads.Select(head => head.Linear)]);
        AffineMap[] hidden = [.. heads.Select(head => head.Hidden).OfType<AffineMap>()];
        if (hidden.Length == 0)
            return said;
        var seen = Read(h, hidden).Relu().Split(3, [.. hidden.Select(map => map.Bias.Count)]);
        return said.Add(seen.Zip(heads, (s, head) => s.Linear(head.Out!, null)).ToArray().Concat(3));
    }

    /// <summary>h [B, T, D] -> [B, T, K, O]: what maps, side by side, say of g.</summary>
    private Tensor Read(Tensor h, AffineMap[] maps)
    {
        var (weight, bias) = (maps.Select(m => m.Weight).ToArray().Concat(0), maps.Select(m => m.Bias).ToArray().Concat(0));
        return way == TrackProjection.Naive ? Naive(h, weight, bias) : Factored(h, weight, bias);
    }

    /// <summary>W (P (h + E_k) + p) + w.</summary>
    private Tensor Naive(Tensor h, Tensor weight, Tensor bias)
    {
        var each = h.Reshape(h.Shape[0], h.Shape[1], 1, h.Shape[2]).Add(tracks);
        return each.Linear(projection.Weight, projection.Bias).Linear(weight, bias);
    }

    /// <summary>(W P) h + (W (P E_k + p) + w). The products with a track are 20 rows, those of a step O outputs.</summary>
    private Tensor Factored(Tensor h, Tensor weight, Tensor bias)
    {
        var ofStep = h.Linear(weight.MatMul(projection.Weight), null);
        var ofTrack = tracks.Linear(projection.Weight, projection.Bias).Linear(weight, bias);
        return ofStep.Reshape(h.Shape[0], h.Shape[1], 1, ofStep.Shape[2]).Add(ofTrack);
    }
}
