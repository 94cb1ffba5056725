namespace Saccade.Editing.Data;

/// <summary>A window of a grid that is loaded as one sample.</summary>
/// <param name="Grid">Which grid of the data, from 0.</param>
/// <param name="Id"><c>VIDEO@START</c>.</param>
/// <param name="Start">Its first step.</param>
/// <param name="Steps">How many of its steps are no padding.</param>
internal readonly record struct GridWindow(int Grid, string Id, int Start, int Steps);
