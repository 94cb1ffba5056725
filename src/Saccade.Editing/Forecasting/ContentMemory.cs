namespace Saccade.Editing.Forecasting;

/// <summary>The content of the last few steps, newest first and normalised. Before the first one it is as at the first. Letters: M steps, F features.</summary>
/// <param name="facts">Sizes of features.</param>
/// <param name="steps">M</param>
internal sealed class ContentMemory(TrackFacts facts, int steps)
{
    private readonly float[] _rows = new float[steps * facts.Content.Count];
    private int _added;

    public void Clear() => _added = 0;

    /// <param name="row">(F), in native units.</param>
    public void Add(ReadOnlySpan<float> row)
    {
        var features = row.Length;
        var at = _added % steps * features;
        for (var f = 0; f < features; f++)
            _rows[at + f] = (float)((row[f] - facts.ContentMeans[f]) / facts.ContentDeviations[f]);
        for (var m = 1; _added == 0 && m < steps; m++)
            _rows.AsSpan(0, features).CopyTo(_rows.AsSpan(m * features));
        _added++;
    }

    /// <param name="to">(M, F); zeros where nothing has been added.</param>
    public void Write(Span<float> to)
    {
        var features = facts.Content.Count;
        if (_added == 0)
        {
            to.Clear();
            return;
        }
        for (var m = 0; m < steps; m++)
            _rows.AsSpan((_added - 1 - m + (steps * 2)) % steps * features, features).CopyTo(to[(m * features)..]);
    }
}
