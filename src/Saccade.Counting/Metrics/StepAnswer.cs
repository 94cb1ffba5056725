using Saccade.Counting.Geometry;

namespace Saccade.Counting.Metrics;

/// <summary>What was said at one taught step of an image, with exact marks on the first things in the order of counting.</summary>
/// <param name="Visited">k: how many things are marked.</param>
/// <param name="End">Log-odds of "no more" against anything that is left.</param>
/// <param name="Place">What would be pointed at, in pixels of the canvas.</param>
public readonly record struct StepAnswer(int Visited, double End, PointPixels Place);
