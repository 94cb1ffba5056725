using Saccade.Editing.Content;
using Saccade.Editing.Time;

namespace Saccade.Editing.Cutting;

/// <summary>
/// Cuts a recording with no training at all: what is loud enough, or moves enough, is kept, with margins, without gaps and clips that are too short. A moment's score is 0.5 where its
/// loudness (or motion, whichever is further beyond its threshold) is at the threshold, 0 at none at all and 1 at the most there can be.
/// </summary>
public static class RuleCutter
{
    /// <summary>The score from which on a step is kept.</summary>
    internal const double Threshold = 0.5;

    /// <param name="features">The recording's.</param>
    /// <param name="options">Thresholds and shape.</param>
    /// <param name="target">How long the result may be; null: as long as it gets.</param>
    /// <returns>In the order of their starts, each with what is heard and seen in it as its reason.</returns>
    /// <exception cref="ArgumentException">The recording has none of the features that there are thresholds for, or the target is not positive.</exception>
    public static IReadOnlyList<KeptStretch> Cut(ContentFeatures features, RuleCutterOptions options, Rational? target = null)
    {
        if (!IsKnown(features, options))
        {
            throw new ArgumentException(options.Motion is null
                ? "the recording has no sound to cut by; give a threshold of motion"
                : "the recording has none of the features that there are thresholds for");
        }
        return CutChoice.Of(features, Scores(features, options), Threshold, options.Shape, target, new CutWords(features, options.Loudness, options.Motion));
    }

    /// <summary>Whether there is anything to cut by.</summary>
    internal static bool IsKnown(ContentFeatures features, RuleCutterOptions options) =>
        (options.Loudness is not null && features.Has(ContentFeatures.Loudness)) || (options.Motion is not null && features.Has(ContentFeatures.Motion));

    /// <summary>(T)</summary>
    internal static float[] Scores(ContentFeatures features, RuleCutterOptions options)
    {
        var scores = new float[features.Steps];
        Raise(ContentFeatures.Loudness, options.Loudness);
        Raise(ContentFeatures.Motion, options.Motion);
        return scores;

        void Raise(int feature, double? threshold)
        {
            if (threshold is not { } at || !features.Has(feature))
                return;
            for (var i = 0; i < scores.Length; i++)
            {
                var value = Math.Clamp((double)features[i, feature], 0, 1);
                scores[i] = (float)Math.Max(scores[i], value >= at ? 1 - (0.5 * (1 - value) / Math.Max(1 - at, 1e-9)) : 0.5 * value / at);
            }
        }
    }
}
