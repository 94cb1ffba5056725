using System.Globalization;
using System.Text.Json;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Adapting;

/// <summary>
/// Learns from a few images of somebody's own on top of a run, and says what that was worth: three models learn from two thirds of the images each and count the third that they have not seen; the run that
/// is kept learns from all.
/// </summary>
public sealed class OwnLearning
{
    /// <summary>From fewer images nothing can be learnt that could also be judged.</summary>
    public const int FewestImages = 5;

    private const int Folds = 3, BaseImages = 60;

    // A short training at a gentle rate: so few images are learnt by heart soon.
    private const int ShownImages = 1200, ValidationImages = 100;
    private const double RateShare = 0.3;

    private readonly ApplicationList _applications;
    private readonly CountingApplication _application;
    private readonly OwnLearningRequest _request;

    private OwnLearning(ApplicationList applications, CountingApplication application, OwnLearningRequest request) => (_applications, _application, _request) = (applications, application, request);

    /// <summary>Where a run's report lies.</summary>
    public static string ReportPath(RunFolder run) => Path.Combine(run.Root, "learned.json");

    /// <param name="applications">Those that runs are opened with.</param>
    /// <param name="request">What to learn.</param>
    /// <param name="cancellation">Stops cleanly; nothing is left behind.</param>
    /// <exception cref="RunException">The run counts nothing, its own images have gone, there are too few own images, or the folder is taken.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static OwnLearningReport Run(ApplicationList applications, OwnLearningRequest request, CancellationToken cancellation)
    {
        var application = applications.Bind(request.From).Application as CountingApplication ?? throw new RunException($"{request.From.Given}: is no run that counts");
        if (Directory.Exists(request.Out) && Directory.EnumerateFileSystemEntries(request.Out).Any())
            throw new RunException($"{request.Out}: it is not empty; choose another --out");
        return new OwnLearning(applications, application, request).Run(cancellation);
    }

    private OwnLearningReport Run(CancellationToken cancellation)
    {
        var trials = Path.TrimEndingDirectorySeparator(Path.GetFullPath(_request.Out)) + ".trials";
        try
        {
            using var own = (OwnImages)_application.OpenData(Recipe(leftOut: 0));
            if (own.Pictures < FewestImages)
                throw new RunException($"{_request.Images}: {own.Pictures} images are too few to learn from and to see what that is worth: correct at least {FewestImages} (with fewer, --corrections and resume_from mend single counts)");
            using var before = new LoadedRun(_applications, _request.From);
            var judged = own.All.ToDictionary(i => i.Item, image => Judge(before, image, cancellation));
            var after = new Dictionary<int, Judged>();
            for (var fold = 1; fold <= Folds; fold++)
            {
                _request.Tell($"learning with a third of the images left out ({fold} of {Folds}) ...");
                var run = Train(Path.Combine(trials, $"{fold}"), fold, cancellation);
                using var learnt = new LoadedRun(_applications, run);
                using var leftOut = (OwnImages)_application.OpenData(Recipe(fold));
                foreach (var image in leftOut.LeftOut)
                    after[image.Item] = Judge(learnt, image, cancellation);
            }
            _request.Tell("learning from all images ...");
            var recipe = Recipe(leftOut: 0);
            var kept = Train(_request.Out, leftOut: 0, cancellation);
            using var final = new LoadedRun(_applications, kept);
            Widen(kept, own.All.SelectMany(i => Count(final, i.Picture(), i.Category, i.Name, _request.Tile, cancellation).Statistics));
            var report = new OwnLearningReport(
                kept.Given, $"{Folds} models learnt from two thirds of {own.Pictures} images each, and counted the third that they had not seen; the run has learnt from all",
                string.Create(CultureInfo.InvariantCulture, $"{recipe.Options<OwnImageOptions>().DataShare:P0} of the training images were those of {_request.From.Given} ({recipe.Run.Data}), so that it is not forgotten"),
                Summary(judged.Values), Summary(after.Values), Summary(OfBase(before, own, cancellation)), Summary(OfBase(final, own, cancellation)),
                [.. own.All.Select(i => new OwnImageCounts(i.Name, i.Places.Count, judged[i.Item].Said, after[i.Item].Said))]);
            AtomicFile.WriteText(ReportPath(kept), JsonSerializer.Serialize(report, RunJson.Indented) + "\n");
            return report;
        }
        finally
        {
            if (Directory.Exists(trials))
                Directory.Delete(trials, recursive: true);
        }
    }

    /// <summary>The run's own recipe, for one epoch of own images among its own.</summary>
    private Recipe Recipe(int leftOut)
    {
        var recipe = _applications.Bind(_request.From).Recipe;
        string[] sets =
        [
            $"own.images={Path.GetFullPath(_request.Images)}", $"own.left_out={leftOut}", $"own.tile={_request.Tile}", $"data.train={ShownImages}", $"data.validation={ValidationImages}",
            FormattableString.Invariant($"learning_rate={recipe.Run.LearningRate * RateShare}"), "epochs=1", "schedule=cosine", "warmup_epochs=0.1", "stop=", "checkpoint_every=0", "trainer.ema_decay=0",
            .. _request.Sets,
        ];
        return _applications.Bind(_request.From, sets).Recipe;
    }

    private RunFolder Train(string folder, int leftOut, CancellationToken cancellation)
    {
        var trained = Trainer.Train(new TrainingRequest
        {
            Application = _application,
            Recipe = Recipe(leftOut),
            Folder = folder,
            From = _request.From.Root,
            Observer = _request.Observer,
            Time = _request.Time,
        }, cancellation);
        if (trained.Status == RunStatus.Finished)
            return trained.Run;
        // Half of a short training is not worth going on with.
        Directory.Delete(trained.Run.Root, recursive: true);
        throw new OperationCanceledException();
    }

    private Judged Judge(LoadedRun run, OwnImage image, CancellationToken cancellation)
    {
        var picture = image.Picture();
        var count = Count(run, picture, image.Category, image.Name, _request.Tile, cancellation);
        return Judged.Of(count, image.Places, count.Tile > 0 ? count.Tile : Math.Max(picture.Width, picture.Height));
    }

    private static Judged[] OfBase(LoadedRun run, OwnImages own, CancellationToken cancellation) => [.. Enumerable.Range(0, Math.Min(BaseImages, own.Count(Split.Test))).Select(i =>
    {
        var image = own.Read(Split.Test, i);
        return Judged.Of(Count(run, image.Picture, image.Category, image.Id, tile: 0, cancellation), image.Places, Math.Max(image.Picture.Width, image.Picture.Height));
    })];

    private static PictureCount Count(LoadedRun run, Frame picture, int category, string name, int tile, CancellationToken cancellation)
    {
        try
        {
            return new ImageCounter(run.Model).Count(picture, category, new CountRequest { Tile = new(tile) }, name, cancellation);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    /// <summary>What was learnt from is in the domain too: that a count of it is worth something is what the images left out have shown.</summary>
    private static void Widen(RunFolder run, IEnumerable<IReadOnlyDictionary<string, double>> own)
    {
        if (InputDomain.Read(run) is not { } domain)
            return;
        var ranges = domain.Ranges.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in own.SelectMany(s => s))
        {
            if (ranges.TryGetValue(name, out var range))
                ranges[name] = new(Math.Min(range.Low, value), Math.Max(range.High, value));
        }
        new InputDomain(ranges).Write(run);
    }

    private static CountSummary Summary(IReadOnlyCollection<Judged> images) => new(
        images.Count,
        images.Count == 0 ? double.NaN : images.Average(i => i.Said == i.Things ? 1.0 : 0),
        images.Count == 0 ? double.NaN : images.Average(i => (double)Math.Abs(i.Said - i.Things)),
        images.Sum(i => i.Said + i.Things) is > 0 and var all ? 2.0 * images.Sum(i => i.Hits) / all : 1);

    /// <param name="Things">How many there are.</param>
    /// <param name="Said">How many were counted.</param>
    /// <param name="Hits">How many of these are near one of those, one to one.</param>
    private readonly record struct Judged(int Things, int Said, int Hits)
    {
        /// <param name="count">What was counted.</param>
        /// <param name="truth">What there is.</param>
        /// <param name="longer">Pixels along what was seen at once.</param>
        public static Judged Of(PictureCount count, IReadOnlyList<Geometry.PointPixels> truth, double longer) =>
            new(truth.Count, count.Points.Count, PointMatching.Pairs(count.Places, truth, CountingMetrics.Radius / CountingMetrics.LongAxis * longer).Count);
    }
}
