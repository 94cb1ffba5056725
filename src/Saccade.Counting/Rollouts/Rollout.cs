using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
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
    private readonly List<CountedPoint>[] _points;
    private readonly CountResult?[] _results;

    private Rollout(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Chooser choose)
    {
        (_engine, _batch, _places, _options, _choose) = (engine, batch, places, options, choose);
        _points = [.. Enumerable.Range(0, batch.Count).Select(_ => new List<CountedPoint>())];
        _results = new CountResult?[batch.Count];
    }

    /// <param name="engine">Where steps are computed.</param>
    /// <param name="batch">B images.</param>
    /// <param name="places">Of each image, where each cell says that its thing lies.</param>
    /// <param name="options">How.</param>
    /// <param name="choose">What is chosen next, such as a model that has looked at the images.</param>
    /// <returns>A count for each image.</returns>
    public static IReadOnlyList<CountResult> Of(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Chooser choose)
    {
        var rollout = new Rollout(engine, batch, places, options, choose);
        while (rollout.Unfinished() is { Length: > 0 } images)
            rollout.Step(images);
        return [.. rollout._results.Select(r => r!)];
    }

    private int[] Unfinished() => [.. Enumerable.Range(0, _results.Length).Where(n => _results[n] is null)];

    private void Step(int[] images)
    {
        using var scope = _engine.BeginScope();
        var inputs = ChoiceInputs.Of(_engine, _batch, _places, [.. images.Select(image => (image, _points[image].Select(p => p.Place).ToArray()))]);
        var scores = _choose(inputs);
        var choices = _batch.Grid.Count + 1;
        for (var i = 0; i < images.Length; i++)
            Take(images[i], scores.AsSpan().Slice(i * choices, choices));
    }

    /// <summary>The best cell whose place is new, or the end.</summary>
    private void Take(int image, ReadOnlySpan<float> scores)
    {
        var (places, points, end) = (_places[image], _points[image], scores.Length - 1);
        var done = Probability(scores, end);
        var outside = _batch.OutsideOf(image);
        var best = -1;
        for (var cell = 0; cell < end; cell++)
        {
            if (outside[cell] == 0 && (best < 0 || scores[cell] > scores[best]) && IsNew(points, places[cell]))
                best = cell;
        }
        if (best < 0 || scores[end] >= scores[best] || points.Count >= _options.Limit)
        {
            var reason = best < 0 ? StopReason.NowhereLeft : scores[end] >= scores[best] ? StopReason.NoMore : StopReason.Limit;
            _results[image] = new(points, reason, done);
            return;
        }
        points.Add(new(places[best], 1 - done));
    }

    private bool IsNew(List<CountedPoint> points, PointPixels place)
    {
        foreach (var point in points)
        {
            if (point.Place.SquaredDistanceTo(place) < _options.Revisit * _options.Revisit)
                return false;
        }
        return true;
    }

    /// <summary>The probability of one choice among all.</summary>
    public static double Probability(ReadOnlySpan<float> scores, int of)
    {
        double most = float.NegativeInfinity, sum = 0;
        foreach (var score in scores)
            most = Math.Max(most, score);
        foreach (var score in scores)
            sum += Math.Exp(score - most);
        return Math.Exp(scores[of] - most) / sum;
    }
}
