using Saccade.Editing.Grid;

namespace Saccade.Editing.Forecasting;

/// <summary>Reads a cell out of a model's answer: what was known of it stays unless a change is more probable than not. Letters: O numbers of an answer, V values of a track.</summary>
internal sealed class TrackDecoder(TrackFacts facts)
{
    private readonly AnswerLayout _layout = new(facts);

    /// <param name="answer">(O)</param>
    /// <param name="before">(V): what was known; empty where nothing was.</param>
    /// <param name="cell">(V): what the model says, in native units.</param>
    /// <returns>The probability of all of it together, as far as the model knows.</returns>
    public float Decode(ReadOnlySpan<float> answer, ReadOnlySpan<float> before, Span<float> cell)
    {
        var wasActive = !before.IsEmpty && before[GridLayout.Active] == 1;
        var (flips, sure) = Decide(answer[AnswerLayout.Flip]);
        if (wasActive == flips)
        {
            facts.Layout.Inactive.CopyTo(cell);
            return (float)sure;
        }
        cell[GridLayout.Active] = 1;
        sure *= Asset(answer, wasActive ? before : [], cell);
        for (var g = 0; g < facts.Layout.Groups.Count; g++)
            sure *= Group(answer, g, wasActive ? before : [], cell);
        return (float)sure;
    }

    /// <summary>What is said of tracks that no training timeline uses: that they stay as they are. Of a clip there the model knows nothing.</summary>
    /// <param name="facts">Which tracks are used.</param>
    /// <param name="last">(K, V): the last row that is known; empty for none.</param>
    /// <param name="row">(K, V)</param>
    /// <param name="confidence">(K)</param>
    public static void Stay(TrackFacts facts, ReadOnlySpan<float> last, Span<float> row, Span<float> confidence)
    {
        var values = facts.Layout.Values.Count;
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            if (facts.Tracks.Contains(track))
                continue;
            (last.IsEmpty ? facts.Layout.Inactive : last.Slice(track * values, values)).CopyTo(row[(track * values)..]);
            confidence[track] = row[(track * values) + GridLayout.Active] == 1 ? 0 : 1;
        }
    }

    private double Asset(ReadOnlySpan<float> answer, ReadOnlySpan<float> before, Span<float> cell)
    {
        var classes = answer.Slice(_layout.Changes, AnswerLayout.AssetClasses);
        var (changes, sure) = before.IsEmpty ? (true, 1) : Decide(answer[AnswerLayout.AssetChange]);
        if (!changes)
        {
            cell[GridLayout.Asset] = before[GridLayout.Asset];
            return sure;
        }
        var (chosen, share) = Choose(classes, before.IsEmpty ? -1 : (int)before[GridLayout.Asset]);
        cell[GridLayout.Asset] = chosen;
        return sure * share;
    }

    private double Group(ReadOnlySpan<float> answer, int g, ReadOnlySpan<float> before, Span<float> cell)
    {
        var (group, habitual) = (facts.Layout.Groups[g], facts.Habitual[g]);
        var (changes, sure) = before.IsEmpty ? (true, 1) : Decide(answer[AnswerLayout.FirstGroup + g]);
        var numbers = cell.Slice(GridLayout.FirstNumber + group.First, group.Count);
        if (!changes)
        {
            before.Slice(GridLayout.FirstNumber + group.First, group.Count).CopyTo(numbers);
            return sure;
        }
        if (habitual.Count > 0)
        {
            // A change is to another value.
            var was = before.IsEmpty ? -1 : habitual.IndexOf(before);
            var (chosen, share) = Choose(answer.Slice(_layout.Habitual[g], habitual.Count + 1), was == habitual.Count ? -1 : was);
            sure *= share;
            if (chosen < habitual.Count)
            {
                habitual[chosen].CopyTo(numbers);
                return sure;
            }
        }
        for (var i = 0; i < group.Count; i++)
        {
            var n = group.First + i;
            var from = before.IsEmpty ? 0 : facts.Numbers.Normalise(n, before[GridLayout.FirstNumber + n]);
            numbers[i] = facts.Numbers.Restore(n, from + answer[_layout.Residuals + n]);
        }
        return sure;
    }

    /// <summary>Whether it is more probable than not, and the probability of that decision.</summary>
    private static (bool Yes, double Sure) Decide(double logit) => (logit > 0, 1 / (1 + Math.Exp(-Math.Abs(logit))));

    /// <summary>The most probable class but one, and its probability among the others.</summary>
    private static (int Chosen, double Share) Choose(ReadOnlySpan<float> logits, int not)
    {
        var chosen = not == 0 ? 1 : 0;
        for (var i = chosen + 1; i < logits.Length; i++)
            chosen = i != not && logits[i] > logits[chosen] ? i : chosen;
        double sum = 0;
        for (var i = 0; i < logits.Length; i++)
            sum += i == not ? 0 : Math.Exp(logits[i] - logits[chosen]);
        return (chosen, 1 / sum);
    }
}
