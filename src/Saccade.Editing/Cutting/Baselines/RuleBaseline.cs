using Saccade.Editing.Cutting.Learning;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Baselines;

/// <summary>
/// <c>silence_cutter</c> and <c>rule_cutter</c>: the <see cref="RuleCutter"/> by loudness alone, and by loudness or motion, each with the thresholds, margins and shortest lengths that
/// do best on the training split, searched for as those of the model are on validation. A recording without the features is kept whole.
/// </summary>
/// <param name="name">What it is called.</param>
/// <param name="start">The options that the search begins with; one that is null stays so.</param>
internal sealed class RuleBaseline(string name, RuleCutterOptions start) : IBaseline
{
    private static readonly double[] Thresholds = [.. Enumerable.Range(1, 19).Select(i => Math.Round(i * 0.05, 2))];

    public string Name => name;
    public bool IsRival => true;

    public static RuleBaseline Silence { get; } = new("silence_cutter", new RuleCutterOptions { Loudness = 0.5, Shape = ClipShape.None });

    public static RuleBaseline SoundOrMotion { get; } = new("rule_cutter", new RuleCutterOptions { Loudness = 0.5, Motion = 0.5, Shape = ClipShape.None });

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var options = Fit((FootageData)context.Data);
        return FootageBaseline.Predict(context, f => Keep(f.Features, options));
    }

    /// <summary>The options that do best on the training split.</summary>
    public RuleCutterOptions Fit(FootageData data)
    {
        var train = data.Footage(Split.Train).Select(f => (f.Features, Truth: f.KeptSteps)).ToArray();
        return CutSearch.Best<RuleCutterOptions>(
            start,
            [
                o => Thresholds.Where(_ => o.Loudness is not null).Select(t => o with { Loudness = t }),
                o => Thresholds.Where(_ => o.Motion is not null).Select(t => o with { Motion = t }),
                .. CutSearch.Shapes<RuleCutterOptions>(o => o.Shape, (o, shape) => o with { Shape = shape }),
            ],
            o => CutSearch.Score(train.Select(t => (Keep(t.Features, o), t.Truth)))).Best;
    }

    private static List<StepRange> Keep(Content.ContentFeatures features, RuleCutterOptions options) => RuleCutter.IsKnown(features, options)
        ? CutDecoding.Decode(RuleCutter.Scores(features, options), RuleCutter.Threshold, options.Shape)
        : [new(0, features.Steps)];
}
