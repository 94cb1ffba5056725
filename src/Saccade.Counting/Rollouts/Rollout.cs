using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Stopping;
using Saccade.Tensors;

namespace Saccade.Counting.Rollouts;

/// <summary>Chooses at one step of some images: scores [N, P + 1], the last of "no more".</summary>
/// <param name="inputs">Of N steps.</param>
internal delegate Tensor Chooser(ChoiceInputs inputs);

/// <summary>
/// Counts the images of a batch side by side: each points at one thing after another from its own marks, until it says that there is no more. An image's count does not depend on
/// its neighbours in the batch.
/// </summary>
internal sealed class Rollout
{
    private readonly Engine _engine;
    private readonly CountingBatch _batch;
    private readonly IReadOnlyList<PointPixels[]> _places;
    private readonly RolloutOptions _options;
    private readonly Chooser _choose;
    private readonly Func<int, double, bool> _isOver;
    private readonly List<PointPixels>[] _points;
    private readonly List<double>[] _ends;
    private readonly StopReason?[] _reasons;

    private Rollout(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Func<int, double, bool> isOver, Chooser choose)
    {
        (_engine, _batch, _places, _options, _isOver, _choose) = (engine, batch, places, options, isOver, choose);
        _points = [.. Enumerable.Range(0, batch.Count).Select(_ => new List<PointPixels>())];
        _ends = [.. Enumerable.Range(0, batch.Count).Select(_ => new List<double>())];
        _reasons = new StopReason?[batch.Count];
    }

    /// <summary>Counts until "no more" is said.</summary>
    /// <param name="engine">Where steps are computed.</param>
    /// <param name="batch">B images.</param>
    /// <param name="places">Of each image, where each cell says that its thing lies.</param>
    /// <param name="options">How.</param>
    /// <param name="stopping">When it is said.</param>
    /// <param name="choose">What is chosen next, such as a model that has looked at the images.</param>
    /// <returns>A count for each image.</returns>
    public static IReadOnlyList<CountResult> Count(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, CountStopping stopping, Chooser choose) =>
        [.. Run(engine, batch, places, options, (_, end) => stopping.Stops(end), choose).Select(stopping.Decide)];

    /// <summary>Goes on beyond where it would stop, so that it can be chosen afterwards when that shall be: until "no more" is next to certain, or a few points more.</summary>
    /// <returns>A trace for each image.</returns>
    public static IReadOnlyList<CountTrace> Trace(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Chooser choose)
    {
        var beyond = new int[batch.Count];
        return Run(engine, batch, places, options, (image, end) => end >= CountStopping.Farthest || ((end >= 0 || beyond[image] > 0) && beyond[image]++ >= CountStopping.MostBeyond), choose);
    }

    private static CountTrace[] Run(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Func<int, double, bool> isOver, Chooser choose)
    {
        var rollout = new Rollout(engine, batch, places, options, isOver, choose);
        while (rollout.Unfinished() is { Length: > 0 } images)
            rollout.Step(images);
        return [.. rollout._reasons.Select((reason, n) => new CountTrace(rollout._points[n], rollout._ends[n], reason!.Value))];
    }

    private int[] Unfinished() => [.. Enumerable.Range(0, _reasons.Length).Where(n => _reasons[n] is null)];

    private void Step(int[] images)
    {
        using var scope = _engine.BeginScope();
        var inputs = ChoiceInputs.Of(_engine, _batch, _places, [.. images.Select(image => (image, _points[image].ToArray()))]);
        var scores = _choose(inputs);
        var choices = _batch.Grid.Count + 1;
        for (var i = 0; i < images.Length; i++)
            Take(images[i], scores.AsSpan().Slice(i * choices, choices));
    }

    /// <summary>The best cell whose place is new, or the end.</summary>
    private void Take(int image, ReadOnlySpan<float> scores)
    {
        var (places, points, end) = (_places[image], _points[image], scores.Length - 1);
        var outside = _batch.OutsideOf(image);
        var best = -1;
        for (var cell = 0; cell < end; cell++)
        {
            if (outside[cell] == 0 && (best < 0 || scores[cell] > scores[best]) && IsNew(points, places[cell]))
                best = cell;
        }
        _ends[image].Add(LogOdds.Of(scores, end));
        if (_isOver(image, _ends[image][^1]))
            _reasons[image] = StopReason.NoMore;
        else if (best < 0)
            _reasons[image] = StopReason.NowhereLeft;
        else if (points.Count >= _options.Limit)
            _reasons[image] = StopReason.Limit;
        else
            points.Add(places[best]);
    }

    private bool IsNew(List<PointPixels> points, PointPixels place)
    {
        foreach (var point in points)
        {
            if (point.SquaredDistanceTo(place) < _options.Revisit * _options.Revisit)
                return false;
        }
        return true;
    }
}
