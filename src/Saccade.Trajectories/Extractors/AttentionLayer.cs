using Saccade.Neural;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// A layer of attention whose weights can be shown. Its tokens are places of a grid, the same in each of T' time steps that are spread
/// evenly over the clip; a token's number counts columns fastest, then rows, then steps.
/// </summary>
/// <param name="Name">As in <c>explain --layer</c>.</param>
/// <param name="Attention">The layer.</param>
/// <param name="Rows">Rows of the grid that lies over each picture; 1 when a token is a whole frame.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Span">Which tokens look at each other.</param>
public sealed record AttentionLayer(string Name, MultiHeadAttention Attention, int Rows, int Columns, AttentionSpan Span);

/// <summary>Which tokens of a clip look at each other in a layer, and so what its batch of sequences is.</summary>
public enum AttentionSpan
{
    /// <summary>All tokens of a clip: N sequences of T' x places.</summary>
    Clip,

    /// <summary>The places of one time step: N x T' sequences of places.</summary>
    Space,

    /// <summary>The time steps of one place: N x places sequences of T'.</summary>
    Time,
}
