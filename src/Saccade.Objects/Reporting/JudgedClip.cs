using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Learning;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>A clip that is shown, with what is true and what was said of it.</summary>
/// <param name="Output">What was said.</param>
/// <param name="Tokens">Its tracks and sightings.</param>
/// <param name="Truth">What is true.</param>
/// <param name="Options">T and S.</param>
/// <param name="Bytes">(T,S,S,3)</param>
internal sealed record JudgedClip(SampleOutput Output, ClipTokens Tokens, ClipObjects Truth, PersistenceClipOptions Options, byte[] Bytes)
{
    /// <summary>The last layer's attention; null where none was kept.</summary>
    public TokenAttention? Attention => Output.Attention?.GetValueOrDefault(PersistenceLearner.LastLayer);

    /// <returns>Null when the data has another sample in this place.</returns>
    /// <exception cref="RunException">The sample cannot be read.</exception>
    public static JudgedClip? Read(TokenizedClips data, Split split, int index, SampleOutput output)
    {
        if (index >= data.Count(split))
            return null;
        using var tokens = (TokenBatch)data.Load(split, [index], step: 0);
        if (tokens.Ids[0] != output.Id)
            return null;
        using var clips = (PersistenceBatch)data.Clips.Load(split, [index], step: 0);
        return new(output, tokens.Clip(0), tokens.Truth(0), data.Clips.Options, clips.Clip(0).ToArray());
    }
}
