using Saccade.Counting.Geometry;

namespace Saccade.Counting.Sets;

/// <summary>One annotated object.</summary>
/// <param name="Point">Where somebody pointed, in pixels of the stored image.</param>
/// <param name="Box">Around it; null where only points are known.</param>
/// <param name="Category">What it is, in a word.</param>
public readonly record struct CountedObject(PointPixels Point, PixelBox? Box, string Category);
