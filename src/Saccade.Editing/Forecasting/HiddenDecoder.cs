using Saccade.Editing.Grid;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// Reads hidden stretches of a track out of a model's answers: whether a clip is there, of which class, and which of the values that come back each group takes, each as its likeliest course between what is known on both sides.
/// Letters: T steps of the stretch, O numbers of an answer, V values of a track.
/// </summary>
internal sealed class HiddenDecoder(TrackFacts facts)
{
    private readonly AnswerLayout _layout = new(facts);

    /// <param name="answers">(T) answers of O numbers.</param>
    /// <param name="before">(V): the cell before the stretch; empty where none is, or it is hidden too.</param>
    /// <param name="after">(V): the one after it; likewise.</param>
    /// <param name="cells">(T): to be filled.</param>
    /// <param name="confidence">(T): the probability of each, as far as the model knows.</param>
    public void Decode(ReadOnlyMemory<float>[] answers, ReadOnlySpan<float> before, ReadOnlySpan<float> after, Memory<float>[] cells, Span<double> confidence)
    {
        confidence.Fill(1);
        var presence = Course(answers, AnswerLayout.Flip, 1, facts.Changes[0], Presence(before), Presence(after), confidence, []);
        for (var i = 0; i < cells.Length; i++)
        {
            facts.Layout.Inactive.CopyTo(cells[i].Span);
            cells[i].Span[GridLayout.Active] = presence[i];
        }
        // The neighbours' classes and values say something where a clip is there and goes on.
        ReadOnlySpan<float> first = Presence(before) == 1 ? before : [], last = Presence(after) == 1 ? after : [];
        var assets = Course(answers, _layout.Changes, AnswerLayout.AssetClasses, facts.Changes[AnswerLayout.AssetChange],
            first.IsEmpty ? null : (int)first[GridLayout.Asset], last.IsEmpty ? null : (int)last[GridLayout.Asset], confidence, presence);
        for (var i = 0; i < cells.Length; i++)
            cells[i].Span[GridLayout.Asset] = presence[i] == 1 ? assets[i] : facts.Layout.Inactive[GridLayout.Asset];
        for (var g = 0; g < facts.Layout.Groups.Count; g++)
            Group(answers, g, first, last, cells, confidence, presence);
    }

    private void Group(ReadOnlyMemory<float>[] answers, int g, ReadOnlySpan<float> before, ReadOnlySpan<float> after, Memory<float>[] cells, Span<double> confidence, int[] presence)
    {
        var (group, habitual) = (facts.Layout.Groups[g], facts.Habitual[g]);
        var values = habitual.Count == 0 ? new int[cells.Length] : Course(answers, _layout.Habitual[g], habitual.Count + 1, facts.Changes[AnswerLayout.FirstGroup + g],
            before.IsEmpty ? null : habitual.IndexOf(before), after.IsEmpty ? null : habitual.IndexOf(after), confidence, presence);
        for (var i = 0; i < cells.Length; i++)
        {
            if (presence[i] != 1)
                continue;
            var numbers = cells[i].Span.Slice(GridLayout.FirstNumber + group.First, group.Count);
            if (values[i] < habitual.Count)
            {
                habitual[values[i]].CopyTo(numbers);
                continue;
            }
            for (var n = 0; n < group.Count; n++)
                numbers[n] = facts.Numbers.Restore(group.First + n, answers[i].Span[_layout.Residuals + group.First + n]);
        }
    }

    /// <summary>The likeliest course of the classes whose logits stand at a place of each answer: of one logit, no and yes. Confidences are multiplied where it counts.</summary>
    private static int[] Course(ReadOnlyMemory<float>[] answers, int place, int logits, double changes, int? before, int? after, Span<double> confidence, ReadOnlySpan<int> counts)
    {
        var states = Math.Max(2, logits);
        var logs = new double[answers.Length * states];
        for (var i = 0; i < answers.Length; i++)
        {
            var (said, to) = (answers[i].Span.Slice(place, logits).ToArray(), i * states);
            var all = said.Length == 1 ? [0, said[0]] : said;
            var most = all.Max();
            var sum = most + Math.Log(all.Sum(logit => Math.Exp(logit - most)));
            for (var state = 0; state < states; state++)
                logs[to + state] = all[state] - sum;
        }
        var path = LikeliestPath.Of(logs, states, changes, before, after);
        for (var i = 0; i < path.Length; i++)
            confidence[i] *= counts.IsEmpty || counts[i] == 1 ? Math.Exp(logs[(i * states) + path[i]]) : 1;
        return path;
    }

    private static int? Presence(ReadOnlySpan<float> cell) => cell.IsEmpty ? null : cell[GridLayout.Active] == 1 ? 1 : 0;
}
