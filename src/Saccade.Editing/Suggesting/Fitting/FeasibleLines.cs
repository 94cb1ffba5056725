namespace Saccade.Editing.Suggesting.Fitting;

/// <summary>
/// All straight lines that begin in an interval at one time and then go through a window at each of the following times: a convex polygon in the plane of (value at the
/// beginning, slope), cut smaller by two half-planes a window.
/// </summary>
/// <param name="start">The time at which the lines begin.</param>
/// <param name="begin">Where they may begin.</param>
internal sealed class FeasibleLines(double start, ValueRange begin)
{
    private List<(double Value, double Slope)> _corners = [];
    private List<(double Value, double Slope)> _next = [];
    private bool _isBounded;

    public bool IsEmpty { get; private set; } = begin.IsEmpty;

    /// <summary>Where the lines may be at a later time; whole lines until there was a window.</summary>
    public ValueRange At(double time)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (value, slope) in _corners)
        {
            var there = value + (slope * (time - start));
            (lowest, highest) = (Math.Min(lowest, there), Math.Max(highest, there));
        }
        return new(lowest, highest);
    }

    /// <summary>Where lines may begin that are at <paramref name="value"/> at a later time; where only rounding keeps a line from that, the nearest.</summary>
    public ValueRange BeginningOf(double time, double value)
    {
        var span = time - start;
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        var (nearest, distance) = (begin.Low, double.PositiveInfinity);
        for (var i = 0; i < _corners.Count; i++)
        {
            var (a, b) = (_corners[i], _corners[(i + 1) % _corners.Count]);
            var (atA, atB) = (a.Value + (a.Slope * span) - value, b.Value + (b.Slope * span) - value);
            if (Math.Abs(atA) < distance)
                (nearest, distance) = (a.Value, Math.Abs(atA));
            if (atA < 0 == atB < 0)
                continue;
            var crossing = a.Value + ((b.Value - a.Value) * atA / (atA - atB));
            (lowest, highest) = (Math.Min(lowest, crossing), Math.Max(highest, crossing));
        }
        return lowest <= highest ? new(lowest, highest) : new(nearest, nearest);
    }

    /// <summary>Leaves only the lines that go through the window at a later time.</summary>
    public void Through(double time, ValueRange window)
    {
        if (IsEmpty)
            return;
        var span = time - start;
        if (!_isBounded)
        {
            _isBounded = true;
            _corners.Add((begin.Low, (window.Low - begin.Low) / span));
            _corners.Add((begin.Low, (window.High - begin.Low) / span));
            _corners.Add((begin.High, (window.High - begin.High) / span));
            _corners.Add((begin.High, (window.Low - begin.High) / span));
        }
        else
        {
            Cut(span, -window.Low, 1);
            Cut(span, window.High, -1);
        }
        IsEmpty = _corners.Count == 0;
    }

    /// <summary>Keeps what is not negative: sign (value + slope x span) + offset.</summary>
    private void Cut(double span, double offset, int sign)
    {
        _next.Clear();
        for (var i = 0; i < _corners.Count; i++)
        {
            var (a, b) = (_corners[i], _corners[(i + 1) % _corners.Count]);
            var (atA, atB) = ((sign * (a.Value + (a.Slope * span))) + offset, (sign * (b.Value + (b.Slope * span))) + offset);
            if (atA >= 0)
                _next.Add(a);
            if ((atA > 0 && atB < 0) || (atA < 0 && atB > 0))
            {
                var share = atA / (atA - atB);
                _next.Add((a.Value + ((b.Value - a.Value) * share), a.Slope + ((b.Slope - a.Slope) * share)));
            }
        }
        (_corners, _next) = (_next, _corners);
    }
}
