using Saccade.Counting.Geometry;

namespace Saccade.Counting.Rollouts;

/// <summary>What B images are counted from, and how they are looked at.</summary>
/// <param name="Marks">Of each image what is visited already, in pixels of the canvas: counting goes on from there.</param>
/// <param name="Flips">Look at the mirrored images too, and choose by both.</param>
public sealed record CountingStart(IReadOnlyList<PointPixels[]> Marks, bool Flips);
