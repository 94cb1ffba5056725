using Saccade.Tensors.Random;

namespace Saccade.Trajectories.Explaining;

/// <summary>
/// A heat map over one clip: which share of the whole lies in which cell. Letters: V views, T frames of the clip, T' time steps of the
/// map (each stands for T / T' frames), H x W cells laid evenly over the model's square picture.
/// </summary>
public sealed class ClipMap
{
    private readonly float[] shares;

    /// <param name="views">V</param>
    /// <param name="frames">T</param>
    /// <param name="steps">T', at most T.</param>
    /// <param name="rows">H</param>
    /// <param name="columns">W</param>
    /// <param name="heat">(V, T', H, W), none below 0, of any scale.</param>
    public ClipMap(int views, int frames, int steps, int rows, int columns, ReadOnlySpan<float> heat)
    {
        if (steps < 1 || steps > frames || heat.Length != views * steps * rows * columns)
            throw new ArgumentException($"{heat.Length} values are no map of {views} views, {steps} steps of {frames} frames and {rows} x {columns} cells.", nameof(heat));
        (Views, Frames, Steps, Rows, Columns) = (views, frames, steps, rows, columns);
        var total = 0.0;
        foreach (var value in heat)
            total += value;
        shares = heat.ToArray();
        for (var i = 0; i < shares.Length; i++)
            shares[i] = total > 0 ? (float)(shares[i] / total) : 0;
        IsEmpty = !(total > 0);
    }

    public int Views { get; }

    public int Frames { get; }

    public int Steps { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>(V, T', H, W): they add up to 1, unless the map is empty.</summary>
    public ReadOnlySpan<float> Shares => shares;

    /// <summary>Nothing spoke for the class: every share is 0.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether it tells places of a picture apart, or frames alone.</summary>
    public bool HasPlaces => Rows * Columns > 1;

    /// <summary>What an even map would have in every cell.</summary>
    public double EvenShare => 1.0 / shares.Length;

    /// <summary>The step that a frame belongs to.</summary>
    public int StepOf(int frame) => frame * Steps / Frames;

    /// <summary>(H, W): a frame's cells, in multiples of the even share.</summary>
    public float[] CellsOf(int view, int frame)
    {
        var cells = shares.AsSpan((view * Steps + StepOf(frame)) * Rows * Columns, Rows * Columns).ToArray();
        for (var i = 0; i < cells.Length; i++)
            cells[i] *= shares.Length;
        return cells;
    }

    /// <summary>(T): each frame's share over all views, a step's shared by its frames; they add up to 1, unless the map is empty.</summary>
    public double[] FrameShares()
    {
        var perStep = new double[Steps];
        for (var i = 0; i < shares.Length; i++)
            perStep[i / (Rows * Columns) % Steps] += shares[i];
        var framesOf = new int[Steps];
        for (var t = 0; t < Frames; t++)
            framesOf[StepOf(t)]++;
        return [.. Enumerable.Range(0, Frames).Select(t => perStep[StepOf(t)] / framesOf[StepOf(t)])];
    }

    /// <summary>
    /// The share of the map that lies within a box of each frame, and the share of the clip that the boxes are. A cell on a box's edge
    /// counts by its part inside.
    /// </summary>
    /// <param name="boxes">(V, T), in shares of the model's picture, 0 to 1; null: no box in that frame.</param>
    public (double OfMap, double OfClip) ShareWithin(IReadOnlyList<MapBox?> boxes)
    {
        if (boxes.Count != Views * Frames)
            throw new ArgumentException($"{boxes.Count} boxes are not one for each of {Views * Frames} frames.", nameof(boxes));
        var framesOf = new int[Steps];
        for (var t = 0; t < Frames; t++)
            framesOf[StepOf(t)]++;
        var (ofMap, ofClip) = (0.0, 0.0);
        for (var place = 0; place < boxes.Count; place++)
        {
            if (boxes[place] is not { } box)
                continue;
            var (view, t) = Math.DivRem(place, Frames);
            var cells = shares.AsSpan((view * Steps + StepOf(t)) * Rows * Columns, Rows * Columns);
            ofClip += box.Area / boxes.Count;
            for (var cell = 0; cell < cells.Length; cell++)
            {
                var (row, column) = Math.DivRem(cell, Columns);
                var part = box.Overlap((double)column / Columns, (double)row / Rows, (column + 1.0) / Columns, (row + 1.0) / Rows) * Rows * Columns;
                ofMap += part * cells[cell] / framesOf[StepOf(t)];
            }
        }
        return (ofMap, ofClip);
    }

    /// <summary>The same shares in other places: a control that knows nothing of the clip.</summary>
    public ClipMap Shuffled(RandomKey key)
    {
        var mixed = (float[])shares.Clone();
        key.Shuffle(mixed.AsSpan());
        return new ClipMap(Views, Frames, Steps, Rows, Columns, mixed);
    }
}

/// <summary>A box in a picture, in shares of its width and height from the top left corner, within 0 to 1.</summary>
public readonly record struct MapBox(double Left, double Top, double Right, double Bottom)
{
    public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>A square around a place, cut at the picture's edges.</summary>
    public static MapBox Around(double x, double y, double side) => new(
        Math.Clamp(x - side / 2, 0, 1), Math.Clamp(y - side / 2, 0, 1), Math.Clamp(x + side / 2, 0, 1), Math.Clamp(y + side / 2, 0, 1));

    internal double Overlap(double left, double top, double right, double bottom) =>
        Math.Max(0, Math.Min(Right, right) - Math.Max(Left, left)) * Math.Max(0, Math.Min(Bottom, bottom) - Math.Max(Top, top));
}
