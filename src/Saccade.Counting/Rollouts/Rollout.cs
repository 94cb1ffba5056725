using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Stopping;
using Saccade.Tensors;

namespace Saccade.Counting.Rollouts;

/// <summary>Chooses at one step of some images: scores [N, P + 1], the last of "no more".</summary>
/// <param name="inputs">Of N steps.</param>
internal delegate Tensor Chooser(ChoiceInputs inputs);

/// <summary>The images of a batch in a mirror.</summary>
/// <param name="Batch">As <see cref="Mirror"/> makes it.</param>
/// <param name="Places">Of each image, where each cell says that its thing lies, there.</param>
/// <param name="Choose">What is chosen next there.</param>
internal sealed record Mirrored(CountingBatch Batch, IReadOnlyList<PointPixels[]> Places, Chooser Choose);

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
    private readonly Mirrored? _mirrored;

    // What was visited, whoever visited it: the marks that a count begins with, and then its points.
    private readonly List<PointPixels>[] _visited;
    private readonly int[] _marks;
    private readonly List<double>[] _ends;
    private readonly StopReason?[] _reasons;

    private Rollout(
        Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Func<int, double, bool> isOver, Chooser choose, IReadOnlyList<PointPixels[]>? marks, Mirrored? mirrored)
    {
        (_engine, _batch, _places, _options, _isOver, _choose, _mirrored) = (engine, batch, places, options, isOver, choose, mirrored);
        _visited = [.. Enumerable.Range(0, batch.Count).Select(n => marks is null ? [] : marks[n].ToList())];
        _marks = [.. _visited.Select(v => v.Count)];
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
    /// <param name="marks">Of each image the places that are visited already: counting goes on from there. Null: nothing is.</param>
    /// <param name="mirrored">The same images in a mirror, chosen by as well; null to choose by the images alone.</param>
    /// <returns>A count for each image; its points are those that were added to the marks.</returns>
    public static IReadOnlyList<CountResult> Count(
        Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, CountStopping stopping, Chooser choose, IReadOnlyList<PointPixels[]>? marks = null, Mirrored? mirrored = null) =>
        [.. Run(new Rollout(engine, batch, places, options, (_, end) => stopping.Stops(end), choose, marks, mirrored)).Select(stopping.Decide)];

    /// <summary>Goes on beyond where it would stop, so that it can be chosen afterwards when that shall be: until "no more" is next to certain, or a few points more.</summary>
    /// <returns>A trace for each image.</returns>
    public static IReadOnlyList<CountTrace> Trace(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, RolloutOptions options, Chooser choose)
    {
        var beyond = new int[batch.Count];
        bool IsOver(int image, double end) => end >= CountStopping.Farthest || ((end >= 0 || beyond[image] > 0) && beyond[image]++ >= CountStopping.MostBeyond);
        return Run(new Rollout(engine, batch, places, options, IsOver, choose, marks: null, mirrored: null));
    }

    private static CountTrace[] Run(Rollout rollout)
    {
        while (rollout.Unfinished() is { Length: > 0 } images)
            rollout.Step(images);
        return [.. rollout._reasons.Select((reason, n) => new CountTrace([.. rollout._visited[n].Skip(rollout._marks[n])], rollout._ends[n], reason!.Value))];
    }

    private int[] Unfinished() => [.. Enumerable.Range(0, _reasons.Length).Where(n => _reasons[n] is null)];

    private void Step(int[] images)
    {
        using var scope = _engine.BeginScope();
        var scores = _choose(ChoiceInputs.Of(_engine, _batch, _places, [.. images.Select(image => (image, _visited[image].ToArray()))])).AsSpan();
        var there = _mirrored is { } mirrored ? mirrored.Choose(ChoiceInputs.Of(_engine, mirrored.Batch, mirrored.Places, [.. images.Select(image => (image, VisitedThere(image)))])).AsSpan() : [];
        var choices = _batch.Grid.Count + 1;
        for (var i = 0; i < images.Length; i++)
        {
            var own = scores.Slice(i * choices, choices);
            Take(images[i], there.IsEmpty ? own : Mirror.Blend(own, there.Slice(i * choices, choices), _batch.Images[images[i]], _batch.Grid));
        }
    }

    private PointPixels[] VisitedThere(int image) => [.. _visited[image].Select(p => Mirror.Of(p, _batch.Images[image]))];

    /// <summary>Where a cell says that its thing lies, in the mean of both looks where there are two.</summary>
    private PointPixels PlaceOf(int image, int cell)
    {
        var own = _places[image][cell];
        if (_mirrored is null || Mirror.Of(cell, _batch.Images[image], _batch.Grid) is not { } mirrored)
            return own;
        var (other, picture) = (Mirror.Of(_mirrored.Places[image][mirrored], _batch.Images[image]), _batch.Images[image].Picture);
        return new(Math.Clamp((own.X + other.X) / 2, 0, picture.Width), Math.Clamp((own.Y + other.Y) / 2, 0, picture.Height));
    }

    /// <summary>The best cell whose place is new, or the end.</summary>
    private void Take(int image, ReadOnlySpan<float> scores)
    {
        var (visited, end) = (_visited[image], scores.Length - 1);
        var outside = _batch.OutsideOf(image);
        var best = -1;
        for (var cell = 0; cell < end; cell++)
        {
            if (outside[cell] == 0 && (best < 0 || scores[cell] > scores[best]) && IsNew(visited, PlaceOf(image, cell)))
                best = cell;
        }
        _ends[image].Add(LogOdds.Of(scores, end));
        if (_isOver(image, _ends[image][^1]))
            _reasons[image] = StopReason.NoMore;
        else if (best < 0)
            _reasons[image] = StopReason.NowhereLeft;
        else if (visited.Count >= _options.Limit)
            _reasons[image] = StopReason.Limit;
        else
            visited.Add(PlaceOf(image, best));
    }

    private bool IsNew(List<PointPixels> visited, PointPixels place)
    {
        foreach (var point in visited)
        {
            if (point.SquaredDistanceTo(place) < _options.Revisit * _options.Revisit)
                return false;
        }
        return true;
    }
}
