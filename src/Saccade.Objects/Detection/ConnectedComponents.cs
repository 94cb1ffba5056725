namespace Saccade.Objects.Detection;

/// <summary>Finds what hangs together, with the four neighbours of each pixel, in one pass over the picture. The queue of pixels to visit stands in for recursion.</summary>
internal sealed class ConnectedComponents(int width, int height)
{
    private readonly int[] queue = new int[width * height];

    /// <summary>(H,W): the number of each pixel's component, 0 for none.</summary>
    public int[] Labels { get; } = new int[width * height];

    /// <param name="values">(H,W)</param>
    /// <param name="threshold">Pixels count from here on.</param>
    /// <returns>In the order of their first pixels, row by row.</returns>
    public List<Component> Find(ReadOnlySpan<float> values, float threshold)
    {
        Array.Clear(Labels);
        var found = new List<Component>();
        for (var start = 0; start < values.Length; start++)
        {
            if (Labels[start] == 0 && values[start] >= threshold)
                found.Add(Fill(values, threshold, start, found.Count + 1));
        }
        return found;
    }

    private Component Fill(ReadOnlySpan<float> values, float threshold, int start, int label)
    {
        var (left, right, top, bottom) = (width, -1, height, -1);
        var end = 0;
        queue[end++] = start;
        Labels[start] = label;
        for (var next = 0; next < end; next++)
        {
            var at = queue[next];
            var (y, x) = Math.DivRem(at, width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            if (x > 0)
                Visit(values, at - 1);
            if (x < width - 1)
                Visit(values, at + 1);
            if (y > 0)
                Visit(values, at - width);
            if (y < height - 1)
                Visit(values, at + width);
        }
        return new(label, queue[..end], new(left, top, right - left + 1, bottom - top + 1));

        void Visit(ReadOnlySpan<float> values, int at)
        {
            if (Labels[at] != 0 || values[at] < threshold)
                return;
            Labels[at] = label;
            queue[end++] = at;
        }
    }
}
