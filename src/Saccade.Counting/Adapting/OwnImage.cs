using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Adapting;

/// <summary>One image of somebody's own.</summary>
/// <param name="Name">For errors and reports.</param>
/// <param name="Item">Which item of its set.</param>
/// <param name="Category">What is counted in it, by the model's number.</param>
/// <param name="Picture">Read when asked for.</param>
/// <param name="Places">The things, in pixels of the picture.</param>
internal sealed record OwnImage(string Name, int Item, int Category, Func<Frame> Picture, IReadOnlyList<PointPixels> Places);
