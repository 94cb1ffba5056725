using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Tensors;

namespace Saccade.Counting.Rollouts;

/// <summary>Chooses at one step of some images: scores [N, P + 1], the last of "no more", and offsets [N, P, 2].</summary>
/// <param name="inputs">Of N steps.</param>
internal delegate (Tensor Scores, Tensor Offsets) Chooser(ChoiceInputs inputs);

/// <summary>
/// Counts the images of a batch side by side: each points at one thing after another from its own marks, until it says that there is no more. An image's count does not depend on
/// its neighbours in the batch.
/// </summary>
internal sealed class Rollout
{
    private readonly Engine _engine;
    private readonly CountingBatch _batch;
    private readonly RolloutOptions _options;
    private readonly Chooser _choose;
    private readonly List<CountedPoint>[] _points;
    private readonly CountResult?[] _results;

    private Rollout(Engine engine, CountingBatch batch, RolloutOptions options, Chooser choose)
    {
        (_engine, _batch, _options, _choose) = (engine, batch, options, choose);
        _points = [.. Enumerable.Range(0, batch.Count).Select(_ => new List<CountedPoint>())];
        _results = new CountResult?[batch.Count];
    }

    private CellGrid Grid => _batch.Grid;

    /// <param name="engine">Where steps are computed.</param>
    /// <param name="batch">B images.</param>
    /// <param name="options">How.</param>
    /// <param name="choose">What is chosen next, such as a model that has looked at the images.</param>
    /// <returns>A count for each image.</returns>
    public static IReadOnlyList<CountResult> Of(Engine engine, CountingBatch batch, RolloutOptions options, Chooser choose)
    {
        var rollout = new Rollout(engine, batch, options, choose);
        while (rollout.Unfinished() is { Length: > 0 } images)
            rollout.Step(images);
        return [.. rollout._results.Select(r => r!)];
    }

    private int[] Unfinished() => [.. Enumerable.Range(0, _results.Length).Where(n => _results[n] is null)];

    private void Step(int[] images)
    {
        using var scope = _engine.BeginScope();
        var inputs = ChoiceInputs.Of(_engine, _batch, [.. images.Select(image => (image, _points[image].Select(p => p.Place).ToArray()))]);
        var (scores, offsets) = _choose(inputs);
        var cells = Grid.Count;
        for (var i = 0; i < images.Length; i++)
            Take(images[i], scores.AsSpan().Slice(i * (cells + 1), cells + 1), offsets.AsSpan().Slice(i * cells * 2, cells * 2));
    }

    /// <summary>The best cell whose place is new, or the end.</summary>
    private void Take(int image, ReadOnlySpan<float> scores, ReadOnlySpan<float> offsets)
    {
        var (grid, points, end) = (Grid, _points[image], scores.Length - 1);
        var done = Probability(scores, end);
        var outside = _batch.OutsideOf(image);
        var best = -1;
        for (var cell = 0; cell < end; cell++)
        {
            if (outside[cell] == 0 && (best < 0 || scores[cell] > scores[best]) && IsNew(points, PlaceOf(cell, offsets)))
                best = cell;
        }
        if (best < 0 || scores[end] >= scores[best] || points.Count >= _options.Limit)
        {
            var reason = best < 0 ? StopReason.NowhereLeft : scores[end] >= scores[best] ? StopReason.NoMore : StopReason.Limit;
            _results[image] = new(points, reason, done);
            return;
        }
        points.Add(new(PlaceOf(best, offsets), 1 - done));

        PointPixels PlaceOf(int cell, ReadOnlySpan<float> offsets)
        {
            var picture = _batch.Images[image].Picture;
            var place = grid.Place(cell, offsets[2 * cell], offsets[(2 * cell) + 1]);
            return new(Math.Clamp(place.X, 0, picture.Width), Math.Clamp(place.Y, 0, picture.Height));
        }
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
