namespace Saccade.Counting.Import;

/// <summary>In what layout annotated images lie.</summary>
public enum AnnotationLayout
{
    /// <summary>FSC-147 (Ranjan et al., 2021): one file of points, one of the split, one of classes, and a folder of images.</summary>
    Fsc147,

    /// <summary>COCO: JSON files with images, annotations and categories, the images beside each or in a folder <c>images</c>.</summary>
    Coco,

    /// <summary>YOLO: a text file of boxes for each image, in <c>labels</c> beside <c>images</c> or next to the image.</summary>
    Yolo,

    /// <summary>What <c>count --corrections</c> wrote: corrected counts, a file of JSON for each image.</summary>
    Counted,
}

/// <summary>What to import, and how.</summary>
public sealed record CountingImportRequest
{
    /// <summary>The folder of the annotated images.</summary>
    public required string Folder { get; init; }

    /// <summary>For the set: new or empty.</summary>
    public required string Out { get; init; }

    public required AnnotationLayout Layout { get; init; }

    /// <summary>Of the split, where the annotations do not say one.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>An image that is not used.</summary>
public sealed record LeftOutImage(string File, string Cause);

/// <summary>What an import did.</summary>
/// <param name="Images">That were annotated.</param>
/// <param name="LeftOut">Those of them that could not be used.</param>
public sealed record CountingImportResult(int Images, IReadOnlyList<LeftOutImage> LeftOut);
