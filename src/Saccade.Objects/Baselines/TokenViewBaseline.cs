using Saccade.Objects.Data;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Baselines;

/// <summary>
/// The model robbed of what it is said to need: <c>shuffled_frames</c> (trained and judged with each clip's frames in a random order; tracks keep together), and <c>input_blind</c>
/// (the trained model, shown nothing but how many sightings each track has).
/// </summary>
internal sealed class TokenViewBaseline : IBaseline
{
    private readonly TokenView view;
    private readonly bool isTrained;

    private TokenViewBaseline(string name, TokenView view, bool isTrained) => (Name, this.view, this.isTrained) = (name, view, isTrained);

    public static TokenViewBaseline ShuffledFrames { get; } = new("shuffled_frames", TokenView.ShuffledFrames, isTrained: true);

    public static TokenViewBaseline Blind { get; } = new("input_blind", TokenView.Blind, isTrained: false);

    /// <summary><c>permuted_labels</c>: trained on clips that have the labels of others.</summary>
    public static IBaseline PermutedLabels { get; } = new PermutedLabelsBaseline((data, permutation) =>
    {
        var tokens = (TokenizedClips)data;
        return tokens.Of(new PermutedPersistence((PersistenceData)tokens.Clips, permutation));
    });

    public string Name { get; }

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var shown = ((TokenizedClips)context.Data).Shown(view);
        return isTrained ? context.TrainControl(Name, shown, context.Split) : context.Run(shown);
    }
}
