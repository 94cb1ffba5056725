using Saccade.Counting.Geometry;
using Saccade.Counting.Steps;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Data;

/// <summary>
/// Draws steps of an image for training: always the first, the one before the end and the end, the others at random, each as likely. Marks lie a little beside the things, as a model's own do, and in some
/// steps on any things instead of the first ones.
/// </summary>
/// <param name="options">How many, and how.</param>
internal sealed class StepSampler(CountingDataOptions options)
{
    // Draws of one step: two for each mark, and some for the step.
    private const ulong DrawsPerStep = 1 << 16, Marks = 1 << 8, Order = 1 << 15;

    // Of the choice of an image's steps by a plan; those of the steps themselves begin after them.
    private const ulong Planned = 1 << 15;

    /// <param name="image">Whose steps.</param>
    /// <param name="place">Which of the batch it is.</param>
    /// <param name="key">Of the image in this training step.</param>
    /// <param name="trainingStep">From 0; a plan may alternate.</param>
    public IEnumerable<CountingStep> Of(CountingImage image, int place, RandomKey key, long trainingStep)
    {
        var count = image.Places.Count;
        if (options.Plan.At(trainingStep) is { } choice)
        {
            return Enumerable.Range(0, options.Steps)
                .Select(draw => Step(image, place, choice.Draw(count, key, Planned + (ulong)draw) ?? 0, key, (ulong)draw) with { Choice = choice });
        }
        int[] certain = [.. new[] { 0, count - 1, count }.Where(k => k >= 0).Distinct()];
        var steps = Math.Min(options.Steps, count + 1);
        var chosen = certain.Take(steps).ToHashSet();
        for (ulong draw = 0; chosen.Count < steps; draw++)
            chosen.Add(key.Integer(draw, count + 1));
        return chosen.Order().Select(k => Step(image, place, k, key, (ulong)k));
    }

    /// <summary>Fixed steps of an image for judging, with exact marks on the first things: none, half, all but one, all.</summary>
    public static IEnumerable<CountingStep> Strata(CountingImage image, int place)
    {
        var count = image.Places.Count;
        return new[] { 0, count / 2, count - 1, count }.Where(k => k >= 0).Distinct()
            .Select(k => new CountingStep(place, [.. image.Places.Take(k)], [.. Enumerable.Range(k, count - k)]));
    }

    /// <param name="image">Whose step.</param>
    /// <param name="place">Which of the batch it is.</param>
    /// <param name="visited">How many things are marked.</param>
    /// <param name="key">Of the image.</param>
    /// <param name="draw">Which of the image's steps it is, for random numbers of its own.</param>
    private CountingStep Step(CountingImage image, int place, int visited, RandomKey key, ulong draw)
    {
        var first = DrawsPerStep * (draw + 1);
        int[] order = [.. Enumerable.Range(0, image.Places.Count)];
        if (key.UniformDouble(first) < options.AnyOrder)
            order = [.. order.OrderBy(i => key.UniformDouble(first + Order + (ulong)i))];
        return new(place, [.. order.Take(visited).Select((thing, i) => Beside(image, image.Places[thing], key, first + Marks + (2 * (ulong)i)))], [.. order.Skip(visited).Order()]);
    }

    private PointPixels Beside(CountingImage image, PointPixels point, RandomKey key, ulong draw) => new(
        Math.Clamp(point.X + (options.Jitter * key.Normal(draw)), 0, image.Picture.Width),
        Math.Clamp(point.Y + (options.Jitter * key.Normal(draw + 1)), 0, image.Picture.Height));
}
