using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Training;

namespace Saccade.Counting.Import;

/// <summary>An image with its annotations as they stand in somebody's files.</summary>
/// <param name="Path">Of the image.</param>
/// <param name="Split">The part that the files give it; null where they say none.</param>
/// <param name="Counted">What is to be counted; null for each category that it has.</param>
/// <param name="Objects">Annotations, given the plane of the image as it was loaded: the size that a file states may be that of another copy.</param>
internal sealed record AnnotatedImage(string Path, Split? Split, string? Counted, Func<ImagePlane, IReadOnlyList<CountedObject>> Objects);
