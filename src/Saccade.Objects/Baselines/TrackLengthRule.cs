using Saccade.Objects.Clips;
using Saccade.Objects.Learning;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Objects.Tracking;
using Saccade.Training;

namespace Saccade.Objects.Baselines;

/// <summary>
/// <c>track_length_rule</c>: a track is persistent if it is long, the rule that the definition of transients suggests (one to three frames). Length is what is seen of
/// it or the span from first to last sight, and long is from 2 to 9 frames on: whatever is right most often on validation, so that the rival is the best
/// of its kind. A frame is transient if a short track is seen in it, a clip if a fifth of its frames are.
/// </summary>
internal sealed class TrackLengthRule : IBaseline
{
    private static readonly (bool BySpan, int Least)[] Rules = [.. new[] { false, true }.SelectMany(span => Enumerable.Range(2, 8).Select(least => (span, least)))];

    public string Name => "track_length_rule";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (TokenizedClips)context.Data;
        var unit = PersistenceUnit.Named(context.Recipe.Run.Model);
        var validation = data.Read(Split.Validation).Select(c => (c.Tokens, c.Truth, Labels: Labels(c.Tokens, c.Truth, unit))).ToArray();
        var rule = Rules.MaxBy(r => validation.Sum(c => c.Labels.Zip(Said(c.Tokens, c.Truth.Frames, unit, r).Units).Count(p => p.First == p.Second)));
        var byId = data.Read(context.Split).ToDictionary(c => c.Id, StringComparer.Ordinal);
        return [.. context.Outputs.Select(o =>
        {
            var clip = byId[o.Id];
            var (units, whole) = Said(clip.Tokens, clip.Truth.Frames, unit, rule);
            return o with
            {
                Prediction = whole,
                Probabilities = [],
                Units = o.Units is null ? null : [.. o.Units.Zip(units, (u, said) => u with { Prediction = said, Probability = said })],
                Attention = null,
            };
        })];
    }

    // Of whatever the unit is, so that rules are chosen by what they are judged by.
    private static int[] Labels(ClipTokens tokens, ClipObjects truth, PersistenceUnit unit) =>
        UnitTruth.Of(tokens, truth, unit) is { } units ? [.. units.Select(u => u.Label)] : [(int)truth.Clip];

    private static (int[] Units, int Whole) Said(ClipTokens tokens, int frames, PersistenceUnit unit, (bool BySpan, int Least) rule)
    {
        var ofTracks = tokens.Tracks.Select(t => Length(t, rule.BySpan) >= rule.Least ? 1 : 0).ToArray();
        var ofFrames = new int[frames];
        Array.Fill(ofFrames, 1);
        foreach (var point in tokens.Tracks.Where((_, m) => ofTracks[m] == 0).SelectMany(t => t.Points))
            ofFrames[point.Frame] = 0;
        var whole = ofFrames.Count(f => f == 0) < PersistenceModel.FewestTransientFrames(frames) ? 1 : 0;
        return (unit.HasVideo ? [whole] : unit.HasFrames ? ofFrames : ofTracks, whole);
    }

    private static int Length(Track track, bool bySpan) => bySpan ? track.Span : track.Points.Count;
}
