using Saccade.Editing.Timelines;

namespace Saccade.Editing.Comparing;

/// <summary>
/// What is different between two projects: nothing exactly when all that the model holds is equal, whatever documents they came from. Clips of a track are matched by
/// id, others by name in their order, so that a clip that was moved is one that has another start.
/// </summary>
public sealed class TimelineComparison
{
    private readonly List<TimelineDifference> _differences = [];
    private readonly NodeText _before;
    private readonly NodeText _after;

    private TimelineComparison(TimelineProject before, TimelineProject after) => (_before, _after) = (new NodeText(before), new NodeText(after));

    public static IReadOnlyList<TimelineDifference> Between(TimelineProject before, TimelineProject after)
    {
        var comparison = new TimelineComparison(before, after);
        comparison.Match("project", "sequence", before.Sequences, after.Sequences, s => s.Id, s => s.Name, comparison.Compare);
        comparison.Match("project", "nested sequence", before.Nested, after.Nested, s => s.Id, s => s.Name, comparison.Compare);
        comparison.Match("project", "multicam", before.Multicams, after.Multicams, m => m.Id, m => m.Name, comparison.Compare);
        comparison.Match("project", "media", before.Media, after.Media, m => m.Id, m => m.Name, comparison.Compare);
        return comparison._differences;
    }

    private void Compare(string where, Sequence a, Sequence b)
    {
        Facts(where, NodeText.Facts(a), NodeText.Facts(b));
        foreach (var kind in Enum.GetValues<TrackKind>())
        {
            var (left, right) = (a.Tracks.Where(t => t.Kind == kind).ToArray(), b.Tracks.Where(t => t.Kind == kind).ToArray());
            for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            {
                var name = $"{where}, {(kind == TrackKind.Video ? 'V' : 'A')}{i + 1}";
                if (i >= left.Length || i >= right.Length)
                    _differences.Add(new TimelineDifference(name, "track", i < left.Length ? $"{left[i].Items.Count} items" : null, i < right.Length ? $"{right[i].Items.Count} items" : null));
                else
                    Compare(name, left[i], right[i]);
            }
        }
    }

    private void Compare(string where, Track a, Track b)
    {
        Facts(where, NodeText.Facts(a), NodeText.Facts(b));
        Match(where, "clip", [.. a.Clips], [.. b.Clips], c => c.Id, c => c.Name, (place, x, y) => Facts(place, _before.Facts(x), _after.Facts(y)));
        Match(where, "transition", [.. a.Transitions], [.. b.Transitions], _ => "", t => t.Name, (place, x, y) => Facts(place, NodeText.Facts(x), NodeText.Facts(y)));
    }

    private void Compare(string where, Multicam a, Multicam b)
    {
        Facts(where, NodeText.Facts(a), NodeText.Facts(b));
        Match(where, "angle", a.Angles, b.Angles, x => x.Id, x => x.Name, (place, x, y) =>
        {
            for (var i = 0; i < Math.Min(x.Tracks.Count, y.Tracks.Count); i++)
                Compare(place, x.Tracks[i], y.Tracks[i]);
        });
    }

    private void Compare(string where, MediaFile a, MediaFile b) => Facts(where, NodeText.Facts(a), NodeText.Facts(b));

    private void Match<T>(string where, string kind, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id, Func<T, string> name, Action<string, T, T> compare)
    {
        var partners = new int?[before.Count];
        var taken = new bool[after.Count];
        foreach (var key in new[] { id, name })
        {
            var free = new Dictionary<string, Queue<int>>();
            for (var i = 0; i < after.Count; i++)
            {
                if (taken[i] || (key == id && key(after[i]).Length == 0))
                    continue;
                if (!free.TryGetValue(key(after[i]), out var places))
                    free.Add(key(after[i]), places = new Queue<int>());
                places.Enqueue(i);
            }
            for (var i = 0; i < before.Count; i++)
            {
                if (partners[i] is null && free.TryGetValue(key(before[i]), out var places) && places.TryDequeue(out var place))
                    taken[(partners[i] = place).Value] = true;
            }
        }
        for (var i = 0; i < before.Count; i++)
        {
            var place = $"{where}, {kind} {i + 1} '{name(before[i])}'";
            if (partners[i] is { } partner)
                compare(place, before[i], after[partner]);
            else
                _differences.Add(new TimelineDifference(place, kind, name(before[i]), null));
        }
        for (var i = 0; i < after.Count; i++)
        {
            if (!taken[i])
                _differences.Add(new TimelineDifference($"{where}, {kind} {i + 1} '{name(after[i])}'", kind, null, name(after[i])));
        }
    }

    private void Facts(string where, IEnumerable<(string Property, string? Value)> before, IEnumerable<(string Property, string? Value)> after)
    {
        foreach (var ((property, x), (_, y)) in before.Zip(after))
        {
            if (x != y)
                _differences.Add(new TimelineDifference(where, property, x, y));
        }
    }
}
