using Saccade.Editing.Grid.Npz;
using Saccade.Media;

namespace Saccade.Editing.Grid;

/// <summary>
/// Grids as named arrays, whatever file holds them: <c>values</c> (R, K, V) float32, the rows of all timelines one after another; <c>steps</c> (N), how many are each one's;
/// <c>video_ids</c> and <c>source_video_names</c> (N); <c>step_seconds</c> (2), numerator and denominator. The historical windows are read, too (<see cref="WindowNpz"/>).
/// </summary>
internal static class GridArrays
{
    public const string Values = "values", Steps = "steps", VideoIds = "video_ids", SourceVideoNames = "source_video_names", StepSeconds = "step_seconds";

    /// <summary>Those that mean something here.</summary>
    public static IReadOnlyList<string> Names { get; } = [Values, Steps, VideoIds, SourceVideoNames, StepSeconds, WindowNpz.Sequences, WindowNpz.Masks];

    /// <param name="path">The file, for messages.</param>
    /// <param name="arrays">What it holds of <see cref="Names"/>.</param>
    /// <exception cref="MediaException">They are no grids; names the array that is missing or wrong.</exception>
    public static IReadOnlyList<TimelineGrid> Grids(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!arrays.ContainsKey(Values) && arrays.ContainsKey(WindowNpz.Sequences))
            return ReadWindows(path, arrays);
        if (new[] { Values, Steps, VideoIds }.FirstOrDefault(name => !arrays.ContainsKey(name)) is { } missing)
            throw new MediaException(path, $"it has no array '{missing}': grids are values (R, 20, 9 or 12), steps (N) and video_ids (N), or windows: sequences (N, L, 180 or 240), masks (N, L) and video_ids (N)");
        var values = arrays[Values];
        var layout = values.Shape is [_, GridLayout.Tracks, var width] ? GridLayout.WithValues(width) : null;
        if (layout is null)
            throw new MediaException(path, $"array '{Values}': its shape is ({string.Join(", ", values.Shape)}), where grids are (R, {GridLayout.Tracks}, 9 or 12)");
        try
        {
            var (numbers, steps, ids) = (values.ToFloats(), arrays[Steps].ToWholeNumbers(), arrays[VideoIds].ToTexts());
            var sources = Sources(arrays, ids);
            if (steps.Length != ids.Length || steps.Length != sources.Length || steps.Any(s => s < 0) || steps.Aggregate((Int128)0, (sum, s) => sum + s) != values.Shape[0])
                throw new FormatException($"{steps.Length} numbers of {Steps}, {ids.Length} {VideoIds} and {sources.Length} {SourceVideoNames} do not divide {values.Shape[0]} rows");
            if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length || ids.Any(id => id.Length is 0 or > GridTable.LongestName))
                throw new FormatException($"{VideoIds} are not unique, or one is empty or longer than {GridTable.LongestName} characters");
            var step = StepOf(arrays);
            var grids = new List<TimelineGrid>();
            var at = 0;
            foreach (var (i, id) in ids.Index())
            {
                var length = checked((int)steps[i]) * layout.Width;
                grids.Add(new TimelineGrid(id, sources[i], layout, step, numbers.AsSpan(at, length).ToArray()));
                at += length;
            }
            return grids;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MediaException(path, failure.Message.ReplaceLineEndings(" "), failure);
        }
    }

    private static IReadOnlyList<TimelineGrid> ReadWindows(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (new[] { WindowNpz.Masks, VideoIds }.FirstOrDefault(name => !arrays.ContainsKey(name)) is { } missing)
            throw new MediaException(path, $"it has windows and no array '{missing}'");
        try
        {
            var ids = arrays[VideoIds].ToTexts();
            return ids.Any(id => id.Length is 0 or > GridTable.LongestName)
                ? throw new FormatException($"one of {VideoIds} is empty or longer than {GridTable.LongestName} characters")
                : WindowNpz.Join(arrays[WindowNpz.Sequences], arrays[WindowNpz.Masks], ids, Sources(arrays, ids));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MediaException(path, failure.Message.ReplaceLineEndings(" "), failure);
        }
    }

    private static string[] Sources(IReadOnlyDictionary<string, NpyArray> arrays, string[] ids) =>
        arrays.TryGetValue(SourceVideoNames, out var said) ? said.ToTexts() : [.. ids.Select(_ => TimelineGrid.UnknownSource)];

    private static MediaTime StepOf(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!arrays.TryGetValue(StepSeconds, out var array))
            return TimelineGrid.DefaultStep;
        return array.ToWholeNumbers() is [> 0 and var numerator, > 0 and var denominator]
            ? new MediaTime(numerator, denominator)
            : throw new FormatException($"{StepSeconds} is no positive fraction");
    }
}
