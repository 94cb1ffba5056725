using Saccade.Media;

namespace Saccade.Trajectories.Explaining;

/// <summary>The input as a video under its maps: where windows overlap, their mean. Views stand side by side; the class stands at the top.</summary>
internal static class ExplainedVideo
{
    private const int Gap = 4;

    /// <param name="path">The mp4 to write.</param>
    /// <param name="input">What was explained.</param>
    /// <param name="windows">By time.</param>
    /// <param name="classes">Names by label.</param>
    /// <param name="cancellation">Stops the writing; nothing is left then.</param>
    /// <exception cref="MediaException">The input cannot be decoded, or the output not written.</exception>
    public static void Write(string path, ExplainedInput input, IReadOnlyList<ExplainedWindow> windows, IReadOnlyList<string> classes, CancellationToken cancellation)
    {
        var (rows, columns) = (windows[0].Map.Rows, windows[0].Map.Columns);
        var joined = Enumerable.Range(0, windows[0].Map.Views).Select(view => Join(windows, view)).ToArray();
        var largest = joined.Max(frames => frames.Max(cells => cells.Max()));
        VideoWriter? writer = null;
        try
        {
            foreach (var (views, at) in input.Frames())
            {
                cancellation.ThrowIfCancellationRequested();
                var whole = new Frame(views.Length * (views[0].Width + Gap) - Gap, views[0].Height);
                writer ??= new VideoWriter(path, whole.Width, whole.Height, input.Rate);
                for (var view = 0; view < views.Length; view++)
                {
                    // The input's last frame may be shown a little after the model's.
                    var cells = joined[view][Math.Min((int)at, joined[view].Count - 1)];
                    views[view].PaintHeat(cells, rows, columns, largest, input.SquareIn(views[view]));
                    whole.Paste(views[view], view * (whole.Width + Gap) / views.Length, 0);
                }
                DrawLabel(whole, windows.MinBy(w => Math.Abs(w.Result.Start + 0.5 * w.Result.Frames - at))!, classes);
                writer.Write(whole);
            }
            writer?.Complete();
        }
        finally
        {
            writer?.Dispose();
        }
    }

    /// <summary>Each frame's cells (at the model's rate), the mean over the windows that hold it.</summary>
    private static List<float[]> Join(IReadOnlyList<ExplainedWindow> windows, int view)
    {
        var sums = new List<float[]>();
        var counts = new List<int>();
        foreach (var (result, map) in windows)
        {
            for (var t = 0; t < result.Frames; t++)
            {
                var (at, cells) = (result.Start + t, map.CellsOf(view, t));
                if (at == sums.Count)
                {
                    sums.Add(new float[cells.Length]);
                    counts.Add(0);
                }
                for (var i = 0; i < cells.Length; i++)
                    sums[at][i] += cells[i];
                counts[at]++;
            }
        }
        return [.. sums.Select((cells, at) => Array.ConvertAll(cells, c => c / counts[at]))];
    }

    private static void DrawLabel(Frame frame, ExplainedWindow window, IReadOnlyList<string> classes)
    {
        var unit = Math.Max(1, Math.Min(frame.Width, frame.Height) / 180);
        var output = window.Result.Output;
        frame.FillBox(0, 0, frame.Width, 12 * unit, Rgb.Black, alpha: 0.6);
        frame.DrawText(2 * unit, 2 * unit, $"{classes[output.Prediction]} {PerCent.Of(output.Probabilities[output.Prediction])}", Rgb.White, unit);
    }
}
