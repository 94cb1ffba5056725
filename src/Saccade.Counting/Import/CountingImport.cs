using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Import;

/// <summary>
/// Makes a <see cref="CountingSet"/> out of annotated images. An image that is missing, cannot be read, or has an annotation outside of it is left out and named; the others
/// go on, and nothing takes its place.
/// </summary>
public static class CountingImport
{
    // An image in which more categories than these are annotated is counted as a whole.
    private const int MostCategories = 8;

    /// <param name="request">What, and how.</param>
    /// <param name="progress">Told how many images are done.</param>
    /// <param name="cancellation">Stops between two images and removes what was written.</param>
    /// <exception cref="MediaException">The layout is not there, no image can be used, or the folder holds something.</exception>
    /// <exception cref="RunException">The set cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CountingImportResult Make(CountingImportRequest request, IProgress<int>? progress, CancellationToken cancellation)
    {
        var images = Images(request);
        var leftOut = new List<LeftOutImage>();
        using var writer = new CountingSetWriter(request.Out);
        var taken = 0;
        foreach (var (i, image) in images.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var picture = ImageFile.Read(image.Path);
                var plane = new ImagePlane(picture.Width, picture.Height);
                var objects = image.Objects(plane);
                Check(image.Path, plane, objects);
                writer.Append(picture, image.Split ?? SplitDeal.Of(i, request.Seed), Counted(image, objects), objects);
                taken++;
            }
            catch (MediaException unusable)
            {
                leftOut.Add(new(Path.GetRelativePath(request.Folder, image.Path), unusable.Cause));
            }
            progress?.Report(i + 1);
        }
        if (taken == 0)
            throw new MediaException(request.Folder, $"none of {images.Count} images can be used; the first, {leftOut[0].File}: {leftOut[0].Cause}");
        writer.Complete(JsonSerializer.SerializeToElement(new { Kind = "import", request.Layout, request.Seed, Images = images.Count, LeftOut = leftOut }, CountingJson.Options));
        return new(images.Count, leftOut);
    }

    /// <summary>How many images an import will look at.</summary>
    /// <exception cref="MediaException">The layout is not there.</exception>
    public static int Count(CountingImportRequest request) => Images(request).Count;

    private static IReadOnlyList<AnnotatedImage> Images(CountingImportRequest request)
    {
        if (!Directory.Exists(request.Folder))
            throw new MediaException(request.Folder, "there is no such folder");
        var images = request.Layout switch
        {
            AnnotationLayout.Fsc147 => Fsc147Layout.Read(request.Folder),
            AnnotationLayout.Coco => CocoLayout.Read(request.Folder),
            AnnotationLayout.Yolo => YoloLayout.Read(request.Folder),
            AnnotationLayout.Counted => CountedLayout.Read(request.Folder),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
        return images.Count > 0 ? images : throw new MediaException(request.Folder, "no image is annotated in it");
    }

    private static string[] Counted(AnnotatedImage image, IReadOnlyList<CountedObject> objects)
    {
        if (image.Counted is { } one)
            return [one];
        var categories = objects.Select(o => o.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return categories.Length is > 0 and <= MostCategories ? categories : [CountingSet.Everything];
    }

    private static void Check(string path, ImagePlane plane, IReadOnlyList<CountedObject> objects)
    {
        if (objects.Count > ItemLine.MostObjects)
            throw new MediaException(path, $"{objects.Count} objects are more than the {ItemLine.MostObjects} that an image may have");
        foreach (var (i, o) in objects.Index())
        {
            if (!plane.Holds(o.Point))
                throw new MediaException(path, FormattableString.Invariant($"its point {i + 1}, ({o.Point.X:0.#}, {o.Point.Y:0.#}), lies outside of {plane.Width} x {plane.Height} pixels"));
        }
    }
}
