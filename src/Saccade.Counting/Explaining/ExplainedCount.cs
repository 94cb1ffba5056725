using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Media;

namespace Saccade.Counting.Explaining;

/// <summary>A count step by step: how probable each cell was at each step, what was chosen, and before that where the look saw things at all. Letters: P cells.</summary>
/// <param name="Image">On its canvas.</param>
/// <param name="Grid">P cells.</param>
/// <param name="Things">(P): probability that a thing lies in a cell, said at the look.</param>
/// <param name="Count">What was counted.</param>
/// <param name="Choices">Of each step, the last being the end: probabilities of the P cells and, last, of "no more".</param>
internal sealed record ExplainedCount(CountingImage Image, CellGrid Grid, float[] Things, CountResult Count, IReadOnlyList<float[]> Choices)
{
    private const int Columns = 4, MostSteps = 19, Gap = 6, SmallestSide = 260, Told = 3;
    private const double MarkRadius = 7;

    private static readonly Rgb Ground = Rgb.Gray(24), Quiet = Rgb.Gray(180), Visited = new(0, 220, 60), Chosen = new(255, 50, 50);

    /// <summary>The look and the steps as one picture; of a long count the first steps and the last.</summary>
    public Frame Draw(string title)
    {
        var shown = Enumerable.Range(0, Choices.Count).Where(k => Choices.Count <= MostSteps || k < MostSteps - 1 || k == Choices.Count - 1).ToArray();
        (Frame Picture, string Words)[] panels = [(Heated(Things, []), "seen at the look"), .. shown.Select(k => (Heated(Choices[k][..^1], Count.Points.Take(k).Select(p => p.Place), k), Words(k)))];
        var (width, height) = (panels[0].Picture.Width, panels[0].Picture.Height + BitmapFont.LineHeight + Gap);
        var header = (3 * BitmapFont.LineHeight) + (3 * Gap);
        var columns = Math.Min(Columns, panels.Length);
        var sheet = new Frame(Math.Max(Gap + (columns * (width + Gap)), (2 * BitmapFont.Measure(title).Width) + (2 * Gap)), header + ((panels.Length + columns - 1) / columns * (height + Gap)));
        sheet.Fill(Ground);
        sheet.DrawText(Gap, Gap, title, Rgb.White, 2);
        sheet.DrawText(Gap, (2 * BitmapFont.LineHeight) + (2 * Gap), "warm: what is likely to be pointed at, the warmest being the likeliest of a step; green: visited; red: chosen", Quiet);
        foreach (var (i, (picture, words)) in panels.Index())
        {
            var (left, top) = (Gap + (i % columns * (width + Gap)), header + (i / columns * (height + Gap)));
            sheet.DrawText(left, top, words, Quiet);
            sheet.Paste(picture, left, top + BitmapFont.LineHeight);
        }
        return sheet;
    }

    /// <summary>Every step in numbers: places in pixels of the image as it was.</summary>
    public JsonArray Steps() => [.. Choices.Select((choice, k) => (JsonNode)new JsonObject
    {
        ["step"] = k + 1,
        ["done"] = Rounded(choice[^1]),
        ["point"] = k < Count.Points.Count ? At(Count.Points[k].Place) : null,
        ["likeliest"] = new JsonArray([.. choice[..^1].Index().OrderByDescending(c => c.Item).Take(Told).Select(c => (JsonNode)new JsonObject { ["cell"] = At(Grid.Middle(c.Index)), ["probability"] = Rounded(c.Item) })]),
    })];

    private JsonObject At(PointPixels place) => new() { ["x"] = Math.Round(place.X / Image.Scale, 2), ["y"] = Math.Round(place.Y / Image.Scale, 2) };

    private static double Rounded(float value) => Math.Round(value, 4);

    private string Words(int step) => string.Create(CultureInfo.InvariantCulture, $"{(step < Count.Points.Count ? $"step {step + 1}" : Count.Reason == StopReason.NoMore ? "no more" : "given up")}: done {Choices[step][^1]:0.00}");

    private Frame Heated(float[] cells, IEnumerable<PointPixels> visited, int? step = null)
    {
        var scale = Math.Max(1, (int)Math.Ceiling((double)SmallestSide / Math.Max(Image.Picture.Width, Image.Picture.Height)));
        var picture = Image.Picture.Enlarged(scale);
        double side = Grid.Size * scale;
        picture.PaintHeat(cells, Grid.Side, Grid.Side, cells.Max(), (0, 0, side, side));
        foreach (var place in visited)
            picture.DrawCircle(place.X * scale, place.Y * scale, MarkRadius, Visited, 2);
        if (step < Count.Points.Count)
            picture.DrawCircle(Count.Points[step.Value].Place.X * scale, Count.Points[step.Value].Place.Y * scale, MarkRadius, Chosen, 2);
        return picture;
    }
}
