using Saccade.Editing.Grid.Npz;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid;

/// <summary>
/// Grids as one npz file: <c>values</c> (R, K, V) float32, the rows of all timelines one after another; <c>steps</c> (N), how many are each one's;
/// <c>video_ids</c> and <c>source_video_names</c> (N); <c>step_seconds</c> (2), numerator and denominator. Read are the historical windows, too (<see cref="WindowNpz"/>).
/// </summary>
public static class GridNpz
{
    private const string Values = "values", Steps = "steps", VideoIds = "video_ids", SourceVideoNames = "source_video_names", StepSeconds = "step_seconds";

    /// <exception cref="ArgumentException">There is none, or layouts or steps differ.</exception>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<TimelineGrid> grids)
    {
        if (grids.Count == 0 || grids.Any(g => g.Layout != grids[0].Layout || g.Step != grids[0].Step))
            throw new ArgumentException("An npz file holds at least one grid, and grids of one layout and one step.", nameof(grids));
        var (layout, step) = (grids[0].Layout, grids[0].Step);
        var values = new float[grids.Sum(g => g.Values.Length)];
        var at = 0;
        foreach (var grid in grids)
        {
            grid.Values.Span.CopyTo(values.AsSpan(at));
            at += grid.Values.Length;
        }
        NpzFile.Write(path, [
            (Values, NpyArray.Of(values, values.Length / layout.Width, GridLayout.Tracks, layout.Values.Count)),
            (Steps, NpyArray.Of([.. grids.Select(g => (long)g.Steps)], grids.Count)),
            (VideoIds, NpyArray.Of([.. grids.Select(g => g.VideoId)])),
            (SourceVideoNames, NpyArray.Of([.. grids.Select(g => g.SourceVideoName)])),
            (StepSeconds, NpyArray.Of([step.Numerator, step.Denominator], 2)),
        ]);
    }

    /// <exception cref="MediaException">It is no npz file of grids; names the array that is missing or wrong.</exception>
    public static IReadOnlyList<TimelineGrid> Read(string path)
    {
        var arrays = NpzFile.Read(path, Values, Steps, VideoIds, SourceVideoNames, StepSeconds, WindowNpz.Sequences, WindowNpz.Masks);
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
