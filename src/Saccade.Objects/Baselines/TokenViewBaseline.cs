using Saccade.Objects.Data;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Baselines;

/// <summary>
/// The model robbed of what it is said to need: <c>shuffled_frames</c> (trained and judged with each clip's frames in a random order; tracks keep together), and <c>input_blind</c>
/// (the trained model, shown nothing but how many sightings each track has). They are asked which kind a track is of. What they attend to is for information,
/// <c>shuffled_frames_attention</c>: a track is long in any order of frames, and so the ball that is always there is found without time.
/// </summary>
internal sealed class TokenViewBaseline : IBaseline
{
    private const string Shuffled = "shuffled_frames";

    private readonly Func<BaselineContext, IReadOnlyList<SampleOutput>> ask;

    private TokenViewBaseline(string name, bool isRival, Func<BaselineContext, IReadOnlyList<SampleOutput>> ask) => (Name, IsRival, this.ask) = (name, isRival, ask);

    public static TokenViewBaseline ShuffledFrames { get; } = new(Shuffled, isRival: true, context => [.. AskShuffled(context).Select(o => o with { Attention = null })]);

    /// <summary>What the same model attends to.</summary>
    public static TokenViewBaseline ShuffledAttention { get; } = new("shuffled_frames_attention", isRival: false, context =>
        [.. AskShuffled(context).Select(o => o with { Prediction = -1, Probabilities = [], Units = [] })]);

    public static TokenViewBaseline Blind { get; } = new("input_blind", isRival: true, context =>
        [.. context.Run(Shown(context, TokenView.Blind)).Select(o => o with { Attention = null })]);

    /// <summary><c>permuted_labels</c>: trained on clips that have the labels of others.</summary>
    public static IBaseline PermutedLabels { get; } = new PermutedLabelsBaseline((data, permutation) =>
    {
        var tokens = (TokenizedClips)data;
        return tokens.Of(new PermutedPersistence(tokens.Clips, permutation));
    });

    public string Name { get; }

    public bool IsRival { get; }

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) => ask(context);

    private static IReadOnlyList<SampleOutput> AskShuffled(BaselineContext context) =>
        context.TrainControl(Shuffled, Shown(context, TokenView.ShuffledFrames), context.Split);

    private static TokenizedClips Shown(BaselineContext context, TokenView view) => ((TokenizedClips)context.Data).Shown(view);
}
