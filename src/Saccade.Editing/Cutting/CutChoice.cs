using Saccade.Editing.Content;
using Saccade.Editing.Time;

namespace Saccade.Editing.Cutting;

/// <summary>Makes the choice that whoever cuts gives back: scores decoded to stretches, each with its confidence and its reason.</summary>
public static class CutChoice
{
    /// <param name="features">The recording's.</param>
    /// <param name="scores">(T)</param>
    /// <param name="threshold">From which on a step is kept; with a target it does not matter.</param>
    /// <param name="shape">What is made of gaps, short clips and margins.</param>
    /// <param name="target">How long the result may be; null: as long as it gets.</param>
    /// <param name="words">For the reasons.</param>
    /// <exception cref="ArgumentException">The target is not positive.</exception>
    internal static IReadOnlyList<KeptStretch> Of(ContentFeatures features, float[] scores, double threshold, ClipShape shape, Rational? target, CutWords words)
    {
        if (target is { Sign: <= 0 })
            throw new ArgumentException($"a target of {target} s is not positive");
        var most = target is { } length ? (int)Math.Min((length / ContentFeatures.Step).Floor(), features.Steps) : 0;
        var ranges = target is null ? CutDecoding.Decode(scores, threshold, shape) : CutDecoding.DecodeTo(scores, most, shape);
        return [.. ranges.Select(r => new KeptStretch(r.First * ContentFeatures.Step, r.End * ContentFeatures.Step, Math.Clamp(CutDecoding.Mean(scores, r), 0, 1), words.Kept(r)))];
    }

    /// <summary>What a choice leaves out, each stretch with what is heard and seen in it.</summary>
    /// <param name="features">The recording's.</param>
    /// <param name="kept">The choice.</param>
    public static IEnumerable<DroppedStretch> Dropped(ContentFeatures features, IReadOnlyList<KeptStretch> kept)
    {
        var words = CutWords.Of(features);
        var ranges = kept.Select(k => new StepRange(Clamped((k.Start / ContentFeatures.Step).Round()), Clamped((k.End / ContentFeatures.Step).Round()))).ToArray();
        return StepRange.Between(ranges, features.Steps).Select(r => new DroppedStretch(r.First * ContentFeatures.Step, r.End * ContentFeatures.Step, words.Dropped(r)));

        int Clamped(long step) => (int)Math.Clamp(step, 0, features.Steps);
    }
}

/// <summary>A stretch of a recording that is left out.</summary>
/// <param name="Start">In seconds on the recording's clock.</param>
/// <param name="End">Where it goes on.</param>
/// <param name="Reason">Why, in words for the editor, on one line.</param>
public sealed record DroppedStretch(Rational Start, Rational End, string Reason);
