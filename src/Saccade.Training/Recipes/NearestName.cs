namespace Saccade.Training;

/// <summary>Finds the known name that a mistyped one was most likely meant to be.</summary>
public static class NearestName
{
    /// <returns>The candidate with the smallest edit distance without regard to case (ties: that with regard to it, then the first in ordinal order); null without candidates.</returns>
    public static string? Of(string name, IEnumerable<string> candidates) =>
        candidates.Order(StringComparer.Ordinal).MinBy(candidate => (Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()), Distance(name, candidate)));

    /// <summary>Levenshtein distance: insertions, deletions and replacements of one character each.</summary>
    public static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
