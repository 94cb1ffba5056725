using Saccade.Editing.Content;
using Saccade.Editing.Cutting;
using Saccade.Editing.Time;

namespace Saccade.Editing.Suggesting;

/// <summary>A recording's first cut: what is kept of it as a timeline. Without a trained model what is loud enough is kept; where there is no sound, what moves.</summary>
public static class FirstCut
{
    /// <summary>Motion that keeps a moment where there is no sound to go by.</summary>
    private const double SilentMotion = 0.3;

    /// <summary>Seconds by which sound, picture and what was measured may differ in length.</summary>
    private const double Slack = 1;

    /// <param name="footage">The recording.</param>
    /// <param name="features">What is heard and seen in it.</param>
    /// <param name="rules">For the cutter without a model.</param>
    /// <param name="target">How long it may be; null: as long as it gets.</param>
    /// <exception cref="TimelineException">The target is longer than the recording, what was measured is not of its length, or nothing is left.</exception>
    public static Suggestion ByRules(Footage footage, ContentFeatures features, RuleCutterOptions rules, Rational? target)
    {
        var isSilent = !features.Has(ContentFeatures.Loudness) && rules.Motion is null;
        var suggestion = By((f, t) => RuleCutter.Cut(f, isSilent ? rules with { Motion = SilentMotion } : rules, t), footage, features, target);
        return isSilent ? suggestion with { Notes = [.. suggestion.Notes, $"{footage.Name} has no sound: it is cut by what moves"] } : suggestion;
    }

    /// <param name="cutter">Chooses what is kept.</param>
    /// <param name="footage">The recording.</param>
    /// <param name="features">What is heard and seen in it.</param>
    /// <param name="target">How long the result may be; null: as long as it gets.</param>
    /// <exception cref="TimelineException">The target is longer than the recording, what was measured is not of its length, or nothing is left.</exception>
    public static Suggestion By(Func<ContentFeatures, Rational?, IReadOnlyList<KeptStretch>> cutter, Footage footage, ContentFeatures features, Rational? target)
    {
        if (target > footage.Duration)
            throw new TimelineException(FormattableString.Invariant($"the target of {target.Value.Value:0.###} s is longer than the recording, which has {footage.Duration.Value:0.###} s"), footage.Path);
        var measured = features.Steps * ContentFeatures.Step;
        if (Math.Abs((measured - footage.Duration).Value) > Slack)
            throw new TimelineException(FormattableString.Invariant($"its features are those of {measured.Value:0.#} s, and it has {footage.Duration.Value:0.#} s: they are old; 'saccade edit features' measures it again"), footage.Path);
        var kept = cutter(features, target);
        if (kept.Count == 0)
            throw new TimelineException("nothing in it is loud enough, or moves enough, to be kept; lower thresholds (--loudness, --motion) keep more", footage.Path);
        return CutTimeline.Of(footage, kept, [.. CutChoice.Dropped(features, kept)], Path.GetFileNameWithoutExtension(footage.Path));
    }
}
