using System.Runtime.CompilerServices;
using Saccade.Objects.Learning;
using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary>
/// <c>attention_ratio</c>: how many times as much attention a persistent token receives as a transient one of the same clip; over clips the geometric mean, so
/// that a ratio and its reciprocal cancel. 1 for attention that makes no difference.
/// </summary>
public sealed class AttentionRatio : AttentionMetric
{
    /// <summary>Tracks of so many sightings at most are short.</summary>
    private const int LongestShort = 8;

    private static readonly ConditionalWeakTable<TokenAttention, TokenAttention> shortTracks = [];

    private readonly bool isClaim, ofShortTracks;

    private AttentionRatio(string name, string meaning, string layer, bool isClaim = false, bool ofShortTracks = false)
        : base(name, meaning, layer) => (this.isClaim, this.ofShortTracks) = (isClaim, ofShortTracks);

    /// <summary>Of the last layer.</summary>
    public static AttentionRatio Last { get; } = new(
        "attention_ratio", "how many times as much attention (last layer) a persistent sighting receives as a transient one of the same clip; 1 without preference", PersistenceLearner.LastLayer, isClaim: true);

    /// <summary><c>attention_ratio_all_layers</c>: of the mean over all layers.</summary>
    public static AttentionRatio AllLayers { get; } = new("attention_ratio_all_layers", "the same of the mean over all layers", PersistenceLearner.AllLayers);

    /// <summary>
    /// <c>attention_ratio_short_tracks</c>: among the sightings of tracks seen eight times at most. Whoever finds the ball that is there all the time has a high ratio
    /// without telling anything else apart; this one asks for the rest.
    /// </summary>
    public static AttentionRatio ShortTracks { get; } = new(
        "attention_ratio_short_tracks", "the same among sightings of tracks seen eight times at most, which the ball that is always there is not", PersistenceLearner.LastLayer, ofShortTracks: true);

    public override bool IsClaim => isClaim;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) =>
        Math.Exp(Mean(ofShortTracks ? [.. drawn.Select(d => (Short(d.Attention), d.Count))] : drawn, a => Math.Log(Ratio(a))));

    private static TokenAttention Short(TokenAttention attention) => shortTracks.GetValue(attention, all =>
    {
        var sizes = all.Units.CountBy(u => u).ToDictionary();
        return new([.. all.Labels.Select((label, i) => sizes[all.Units[i]] <= LongestShort ? label : -1)], all.Units, all.Received);
    });
}
