namespace Saccade.Training;

/// <summary>Something a reader must know beside the numbers, which makes them neither wrong nor right.</summary>
/// <param name="Name">A stable snake_case name, such as <c>depth_not_visible</c>.</param>
/// <param name="Detail">One line in words, with the numbers behind it.</param>
public sealed record Finding(string Name, string Detail);
