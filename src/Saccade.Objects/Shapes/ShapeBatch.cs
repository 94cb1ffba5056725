using Saccade.Training;

namespace Saccade.Objects.Shapes;

/// <summary>Pictures of one step and what they show.</summary>
/// <param name="ids">Their indices.</param>
/// <param name="pictures">(N, S, S, 3) bytes.</param>
/// <param name="labels">(N)</param>
internal sealed class ShapeBatch(IReadOnlyList<string> ids, byte[] pictures, int[] labels) : Batch(ids)
{
    public ReadOnlySpan<byte> Pictures => pictures;

    public ReadOnlySpan<int> Labels => labels;
}
