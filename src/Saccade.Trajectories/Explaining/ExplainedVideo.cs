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
        var largest = windows.Max(w => ExplanationStrip.Largest(w.Map));
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
                    var (cells, rows, columns) = CellsAt(windows, view, (int)at);
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

    /// <summary>The mean over the windows that hold a frame; after the last one's end, its last frame's.</summary>
    private static (float[] Cells, int Rows, int Columns) CellsAt(IReadOnlyList<ExplainedWindow> windows, int view, int frame)
    {
        var (rows, columns) = (windows[0].Map.Rows, windows[0].Map.Columns);
        var holding = windows.Where(w => w.Result.Start <= frame && frame < w.Result.Start + w.Result.Frames).DefaultIfEmpty(windows[^1]).ToArray();
        var mean = new float[rows * columns];
        foreach (var window in holding)
        {
            var cells = window.Map.CellsOf(view, Math.Clamp(frame - window.Result.Start, 0, window.Result.Frames - 1));
            for (var i = 0; i < mean.Length; i++)
                mean[i] += cells[i] / holding.Length;
        }
        return (mean, rows, columns);
    }

    private static void DrawLabel(Frame frame, ExplainedWindow window, IReadOnlyList<string> classes)
    {
        var unit = Math.Max(1, Math.Min(frame.Width, frame.Height) / 180);
        var output = window.Result.Output;
        frame.FillBox(0, 0, frame.Width, 12 * unit, Rgb.Black, alpha: 0.6);
        frame.DrawText(2 * unit, 2 * unit, $"{classes[output.Prediction]} {Math.Round(100 * output.Probabilities[output.Prediction])} %", Rgb.White, unit);
    }
}
