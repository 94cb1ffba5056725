using Saccade.Counting.Corrections;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Rollouts;

/// <summary>Counts in image files with a trained model, and writes each picture with its points and a table of them.</summary>
public sealed class ImageCounter
{
    // Of an image's tiles so many may look unlike what the model was judged on: a corner of a photograph is often empty.
    private const double FewOutside = 0.1;

    private readonly ICountingLearner _model;
    private readonly PictureCounter _counter;
    private readonly InputDomain? _domain;

    /// <param name="model">A run of the task counting.</param>
    public ImageCounter(TrainedModel model)
    {
        _model = (ICountingLearner)model.Learner;
        var stopping = CountStopping.Read(model.Run);
        (_counter, _domain) = (new PictureCounter(_model.Data.Options.Size, (batch, start) => Count(_model, batch, stopping, start)), InputDomain.Read(model.Run));
    }

    /// <param name="path">An image of any size.</param>
    /// <param name="request">What to count, and how.</param>
    /// <param name="folder">Where <c>NAME.counted.png</c> and <c>NAME.points.csv</c> go; null: none are written.</param>
    /// <param name="cancellation">Stops between some tiles and others; nothing is written then.</param>
    /// <exception cref="RunException">The image cannot be read, its correction does not fit it, or the model knows no such category.</exception>
    public PredictionResult Count(string path, CountRequest request, string? folder, CancellationToken cancellation)
    {
        var category = NumberOf(request.Category);
        try
        {
            var picture = ImageFile.Read(path);
            var count = Count(picture, category, request, path, cancellation);
            if (folder is not null)
            {
                var name = Path.Combine(folder, Path.GetFileNameWithoutExtension(path));
                PngWriter.Write($"{name}.counted.png", CountDrawing.Draw(picture, count.Places, CountDescription.Title(request.Category, count)));
                AtomicFile.WriteText($"{name}.points.csv", CountDescription.Table(count));
            }
            return new PredictionResult(path, CountingApplication.TaskName, InDomain(count), [CountDescription.Json(request, count, new(picture.Width, picture.Height))]);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    /// <exception cref="RunException">The model does not know the category; says what it knows.</exception>
    public int NumberOf(string category)
    {
        var number = _model.Data.Categories.ToList().IndexOf(category);
        return number >= 0 ? number : throw new RunException($"'{category}' is nothing that the model was trained to count; it knows {string.Join(", ", _model.Data.Categories)}");
    }

    private static IReadOnlyList<(CountResult, IReadOnlyDictionary<string, double>)> Count(ICountingLearner model, CountingBatch batch, CountStopping stopping, CountingStart start)
    {
        model.Model.SetTraining(false);
        using var scope = model.Model.Engine.BeginScope();
        return model.Count(batch, stopping, start);
    }

    /// <summary>The model's own count, with a person's corrections where there are some.</summary>
    internal PictureCount Count(Frame picture, int category, CountRequest request, string name, CancellationToken cancellation)
    {
        var own = _counter.Count(picture, category, request, [], request.Tile, name, cancellation);
        if (request.Correction is not { } correction)
            return own;
        var marks = CorrectedMarks.Of(own.Points, correction, new ImagePlane(picture.Width, picture.Height), name);
        if (correction.ResumeFrom is null)
            return own with { Points = marks.Points, Reason = StopReason.Corrected, Missed = null };
        // By the tiles of the first count: the numbers that were corrected are of that one.
        var resumed = _counter.Count(picture, category, request, marks.Visited, new(own.Tile), name, cancellation);
        return resumed with { Points = [.. marks.Points, .. resumed.Points] };
    }

    private bool? InDomain(PictureCount count) => _domain is null ? null
        : count.Statistics.Count(s => _domain.Outside(new SampleOutput { Id = "", Statistics = s }).Count > 0) <= (count.Tiles > 1 ? FewOutside * count.Tiles : 0);
}
