namespace Saccade.Editing.Grid.Import;

/// <summary>
/// Finds grids that are nearly the same: exports of one project, made again after small changes. Grids are compared by where they change (step and track, whatever the
/// numbers are): of the changes of two, <see cref="Alike"/> have to be common to both. Grids with few changes are alike by chance and are left alone.
/// </summary>
internal sealed class GridTwins
{
    private const double Alike = 0.8;
    private const int FewestChanges = 8;
    private const float Unchanged = 1e-3f;

    private readonly List<int[]> _changes = [];

    public void Add(TimelineGrid grid)
    {
        var changes = new List<int>();
        var perTrack = grid.Layout.Values.Count;
        for (var step = 1; step < grid.Steps; step++)
        {
            var before = grid.Row(step - 1);
            var row = grid.Row(step);
            if (row.SequenceEqual(before))
                continue;
            for (var track = 0; track < GridLayout.Tracks; track++)
            {
                if (Differs(before.Slice(track * perTrack, perTrack), row.Slice(track * perTrack, perTrack)))
                    changes.Add((step * GridLayout.Tracks) + track);
            }
        }
        _changes.Add([.. changes]);
    }

    /// <summary>Pairs of places in the order in which grids were added.</summary>
    public IEnumerable<(int First, int Second)> Pairs()
    {
        for (var second = 1; second < _changes.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (AreAlike(_changes[first], _changes[second]))
                    yield return (first, second);
            }
        }
    }

    private static bool Differs(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!(MathF.Abs(a[i] - b[i]) <= Unchanged))
                return true;
        }
        return false;
    }

    private static bool AreAlike(int[] a, int[] b)
    {
        var (fewer, more) = a.Length < b.Length ? (a, b) : (b, a);
        if (fewer.Length < FewestChanges || fewer.Length < Alike * more.Length)
            return false;
        var (common, at) = (0, 0);
        foreach (var change in fewer)
        {
            while (at < more.Length && more[at] < change)
                at++;
            common += at < more.Length && more[at] == change ? 1 : 0;
        }
        return common >= Alike * (fewer.Length + more.Length - common);
    }
}
