using System.Runtime.InteropServices;
using Saccade.Editing.Grid.Npz;

namespace Saccade.Editing.Grid;

/// <summary>
/// The historical windows as one npz file: <c>sequences</c> (N, L, K V), <c>masks</c> (N, L) with 1 for a step and 0 for padding, <c>video_ids</c> and <c>source_video_names</c> (N). Windows of
/// one timeline stand in their order and repeat the last steps of the one before; the timelines that they were cut from are put together again. Numbers that were
/// normalised before they were cut stay normalised.
/// </summary>
internal static class WindowNpz
{
    public const string Sequences = "sequences", Masks = "masks";

    // How many steps are repeated is not in the file: it is what fits all windows. Where nothing changes in what is repeated, more than one length may fit.
    private const int UsualOverlap = 20;

    /// <param name="sequences">(N, L, K V)</param>
    /// <param name="masks">(N, L)</param>
    /// <param name="ids">(N): each window's timeline.</param>
    /// <param name="sources">(N)</param>
    /// <exception cref="FormatException">They are no windows of timelines; says which and why.</exception>
    public static IReadOnlyList<TimelineGrid> Join(NpyArray sequences, NpyArray masks, string[] ids, string[] sources)
    {
        var layout = sequences.Shape is [_, > 0, var width] && width % GridLayout.Tracks == 0 ? GridLayout.WithValues(width / GridLayout.Tracks) : null;
        if (layout is null)
            throw new FormatException($"the shape of {Sequences} is ({string.Join(", ", sequences.Shape)}), where windows are (N, L, {string.Join(" or ", GridLayout.All.Select(l => l.Width))})");
        var (count, length) = (sequences.Shape[0], sequences.Shape[1]);
        if (masks.Shape is not [var rows, var columns] || rows != count || columns != length || ids.Length != count || sources.Length != count)
            throw new FormatException($"{Masks} ({string.Join(", ", masks.Shape)}), {ids.Length} video_ids and {sources.Length} source_video_names are not those of {count} windows of {length} steps");
        var (values, real) = (sequences.ToFloats(), masks.ToWholeNumbers());
        var windows = Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<float>)values.AsMemory(i * length * layout.Width, StepsOf(real.AsSpan(i * length, length), i) * layout.Width)).ToArray();
        var timelines = Enumerable.Range(0, count).GroupBy(i => ids[i], StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        foreach (var timeline in timelines)
        {
            if (timeline.SkipLast(1).FirstOrDefault(i => windows[i].Length < length * layout.Width, -1) is >= 0 and var shorter)
                throw new FormatException($"window {shorter} has padding and is not the last of '{GridTable.Shown(ids[shorter])}'");
        }
        var repeated = Overlap(timelines, windows, length, layout.Width) * layout.Width;
        return
        [
            .. timelines.Select(timeline => new TimelineGrid(ids[timeline[0]], sources[timeline[0]], layout, TimelineGrid.DefaultStep,
                [.. timeline.SelectMany((window, nth) => nth == 0 ? windows[window].ToArray() : windows[window][Math.Min(repeated, windows[window].Length)..].ToArray())])),
        ];
    }

    private static int StepsOf(ReadOnlySpan<long> mask, int window)
    {
        var steps = mask.IndexOf(0) is >= 0 and var end ? end : mask.Length;
        return steps > 0 && !mask[steps..].ContainsAnyExcept(0) && !mask[..steps].ContainsAnyExcept(1)
            ? steps
            : throw new FormatException($"the mask of window {window} is not ones and then zeros");
    }

    /// <summary>Steps that every window but a timeline's first shares with the one before; 0 where nothing is repeated.</summary>
    private static int Overlap(int[][] timelines, ReadOnlyMemory<float>[] windows, int length, int width)
    {
        var pairs = timelines.SelectMany(t => t.Zip(t.Skip(1))).ToArray();
        return Enumerable.Range(1, length - 1).Reverse().FirstOrDefault(overlap => Fits(overlap) && Array.Exists(pairs, pair => Changes(Begins(pair.Second, overlap))),
            UsualOverlap < length && Fits(UsualOverlap) ? UsualOverlap : 0);

        // By bytes: what is not a number is itself here.
        bool Fits(int overlap) => Array.TrueForAll(pairs, pair =>
        {
            var begins = Begins(pair.Second, overlap);
            return Bits(pair.First)[^(overlap * width)..][..begins.Length].SequenceEqual(begins);
        });

        ReadOnlySpan<int> Begins(int window, int overlap) => Bits(window)[..Math.Min(overlap * width, windows[window].Length)];

        bool Changes(ReadOnlySpan<int> rows) => !rows[width..].SequenceEqual(rows[..^width]);

        ReadOnlySpan<int> Bits(int window) => MemoryMarshal.Cast<float, int>(windows[window].Span);
    }
}
