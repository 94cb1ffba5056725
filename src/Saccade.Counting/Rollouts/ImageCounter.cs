using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Rollouts;

/// <summary>Counts in an image file with a trained model, and writes the picture with its points and a table of them.</summary>
/// <param name="model">A run of the task counting.</param>
public sealed class ImageCounter(TrainedModel model)
{
    private readonly InputDomain? _domain = InputDomain.Read(model.Run);
    private readonly CountStopping _stopping = CountStopping.Read(model.Run);

    private ICountingLearner Learner => (ICountingLearner)model.Learner;

    /// <param name="path">An image of any size.</param>
    /// <param name="category">What to count, by one of the model's words.</param>
    /// <param name="folder">Where <c>NAME.counted.png</c> and <c>NAME.points.csv</c> go.</param>
    /// <exception cref="RunException">The image cannot be read, or the model knows no such category.</exception>
    public PredictionResult Count(string path, string category, string folder)
    {
        var number = Learner.Data.Categories.ToList().IndexOf(category);
        if (number < 0)
            throw new RunException($"'{category}' is nothing that the model was trained to count; it knows {string.Join(", ", Learner.Data.Categories)}");
        try
        {
            var picture = ImageFile.Read(path);
            var image = CountingImage.On(path, picture, Learner.Data.Options.Size, number, [], PointOrder.Reading);
            using var batch = new CountingBatch([image], Learner.Data.Grid, []);
            Learner.Model.SetTraining(false);
            using var scope = Learner.Model.Engine.BeginScope();
            var (count, statistics) = Learner.Count(batch, _stopping)[0];
            PointPixels[] points = [.. count.Points.Select(p => new PointPixels(p.Place.X / image.Scale, p.Place.Y / image.Scale))];
            var name = Path.Combine(folder, Path.GetFileNameWithoutExtension(path));
            PngWriter.Write($"{name}.counted.png", CountDrawing.Draw(picture, points, CountDrawing.Title(category, count)));
            AtomicFile.WriteText($"{name}.points.csv", Table(points, count));
            var inDomain = _domain is null ? (bool?)null : _domain.Outside(new SampleOutput { Id = path, Statistics = statistics }).Count == 0;
            return new PredictionResult(path, CountingApplication.TaskName, inDomain, [Result(category, points, count)]);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    private static JsonObject Result(string category, PointPixels[] points, CountResult count) => new()
    {
        ["category"] = category,
        ["count"] = count.Count,
        ["finished"] = count.Reason == StopReason.NoMore,
        ["stop_reason"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(count.Reason.ToString()),
        ["done"] = Math.Round(count.Done, 4),
        ["missed_estimate"] = count.Missed is { } missed ? Math.Round(missed, 2) : null,
        ["points"] = new JsonArray([.. points.Zip(count.Points, (at, p) => (JsonNode)new JsonObject { ["x"] = Math.Round(at.X, 2), ["y"] = Math.Round(at.Y, 2), ["confidence"] = Math.Round(p.Confidence, 4) })]),
        ["description"] = new JsonObject { ["text"] = string.Create(CultureInfo.InvariantCulture, $"{count.Count} {category}{(count.Reason == StopReason.NoMore ? "" : ", and counting did not come to an end")}.") },
    };

    private static string Table(PointPixels[] points, CountResult count) => string.Concat(points.Zip(count.Points)
        .Select((pair, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1},{pair.First.X:0.00},{pair.First.Y:0.00},{pair.Second.Confidence:0.0000}\n")).Prepend("number,x,y,confidence\n"));
}
