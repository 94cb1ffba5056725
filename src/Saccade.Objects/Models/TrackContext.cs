using Saccade.Neural;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Models;

/// <summary>
/// Tells each token of the track that it is part of: the mean of the track's tokens, and what the clip's other tracks have to do with it (a small network looks at every
/// pair; the largest answers count, after Santoro et al. 2017). So tokens know what belongs together without any number that could
/// give a label away. N clips, K tokens, M tracks, P numbers of a pair, W width.
/// </summary>
public sealed class TrackContext : Module
{
    private readonly Mlp _mix;
    private readonly Linear _pair, _relation;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="width">W</param>
    public TrackContext(Engine engine, int width)
        : base(engine)
    {
        _pair = Register("pair", new Linear(engine, TrackPairs.Width, width / 2, activation: Activation.Relu));
        _relation = Register("relation", new Linear(engine, width / 2, width / 2, activation: Activation.Relu));
        _mix = Register("mix", new Mlp(engine, 2 * width + width / 2, 2 * width, width));
    }

    /// <param name="tokens">[N, K, W]</param>
    /// <param name="pairs">[N, M, M, P]; zeros where there is nothing to say.</param>
    /// <param name="meanOfTrack">[N, M, K]</param>
    /// <param name="inTrack">[N, K, M]</param>
    /// <returns>[N, K, W]</returns>
    public Tensor Forward(Tensor tokens, Tensor pairs, Tensor meanOfTrack, Tensor inTrack)
    {
        var own = meanOfTrack.MatMul(tokens);                               // [N, M, W]
        var others = _relation.Forward(_pair.Forward(pairs)).Max([2]);      // [N, M, W / 2]
        var context = inTrack.MatMul(ConcatOperation.Concat([own, others], 2));      // [N, K, W + W / 2]
        return Observed(tokens + _mix.Forward(ConcatOperation.Concat([tokens, context], 2)));
    }
}
