namespace Saccade.Counting.Geometry;

/// <summary>In which order the things of an image are counted.</summary>
public enum PointOrder
{
    /// <summary>Row by row from the top, in a row from the left. Rows are as high as the things usually are.</summary>
    Reading,

    /// <summary>From the left, at the same x from the top.</summary>
    LeftToRight,

    /// <summary>From the topmost always to the nearest that is left.</summary>
    NearestNeighbour,
}
