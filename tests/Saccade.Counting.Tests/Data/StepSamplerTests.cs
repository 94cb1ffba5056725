using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Media;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Tests.Data;

public class StepSamplerTests
{
    private static readonly CountingImage Ten = Image(10);
    private static readonly RandomKey Key = new(1, RandomStream.Augmentation, 5);

    [Fact]
    public void The_first_step_the_last_and_the_end_are_always_there()
    {
        var steps = new StepSampler(new() { Steps = 5 }).Of(Ten, 2, Key, 0).ToArray();
        Assert.Equal(5, steps.Length);
        Assert.Equal([0, 9, 10], new[] { steps[0], steps[^2], steps[^1] }.Select(s => s.Visited.Length));
        Assert.All(steps, s => Assert.Equal((2, 10), (s.Image, s.Visited.Length + s.Left.Length)));
        Assert.Equal(5, steps.Select(s => s.Visited.Length).Distinct().Count());
    }

    [Fact]
    public void An_image_with_fewer_things_has_each_step_once()
    {
        Assert.Equal([0, 1, 2], new StepSampler(new() { Steps = 8 }).Of(Image(2), 0, Key, 0).Select(s => s.Visited.Length));
        var only = Assert.Single(new StepSampler(new() { Steps = 8 }).Of(Image(0), 0, Key, 0));
        Assert.Empty(only.Left);
    }

    [Fact]
    public void In_order_what_comes_first_is_visited_and_the_rest_is_left_in_order()
    {
        var sampler = new StepSampler(new() { Steps = 11, Jitter = 0, AnyOrder = 0 });
        Assert.All(sampler.Of(Ten, 0, Key, 0), s =>
        {
            Assert.Equal(Ten.Places.Take(s.Visited.Length), s.Visited);
            Assert.Equal(Enumerable.Range(s.Visited.Length, 10 - s.Visited.Length), s.Left);
        });
    }

    [Fact]
    public void In_any_order_anything_may_be_visited_and_nothing_is_both_visited_and_left()
    {
        var steps = new StepSampler(new() { Steps = 11, Jitter = 0, AnyOrder = 1 }).Of(Ten, 0, Key, 0).ToArray();
        Assert.Contains(steps, s => s.Left.Length > 0 && s.Left[0] < s.Visited.Length);
        Assert.All(steps, s => Assert.Empty(s.Visited.Intersect(s.Left.Select(i => Ten.Places[i]))));
    }

    [Fact]
    public void Marks_lie_a_little_beside_their_things_and_stay_in_the_image()
    {
        var marks = new StepSampler(new() { Steps = 11, Jitter = 2, AnyOrder = 0 }).Of(Ten, 0, Key, 0).Last().Visited;
        var distances = marks.Zip(Ten.Places, (m, p) => m.DistanceTo(p)).ToArray();
        Assert.InRange(distances.Average(), 0.8, 5);
        Assert.All(marks, m => Assert.True(m.X is >= 0 and <= 64 && m.Y is >= 0 and <= 64));
    }

    [Fact]
    public void The_same_key_draws_the_same_steps()
    {
        var sampler = new StepSampler(new());
        Assert.Equal(sampler.Of(Ten, 0, Key, 0).SelectMany(s => s.Visited), sampler.Of(Ten, 0, Key, 0).SelectMany(s => s.Visited));
        Assert.NotEqual(sampler.Of(Ten, 0, Key, 0).SelectMany(s => s.Visited), sampler.Of(Ten, 0, Key with { Step = 6 }, 0).SelectMany(s => s.Visited));
    }

    [Theory]
    [InlineData(StepPlan.Classification, 0, new[] { 9, 10 })]
    [InlineData(StepPlan.Regression, 0, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(StepPlan.Mixed, 0, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [InlineData(StepPlan.Alternating, 4, new[] { 9, 10 })]
    [InlineData(StepPlan.Alternating, 5, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void A_plan_draws_the_steps_that_it_names(StepPlan plan, long step, int[] drawn)
    {
        var steps = new StepSampler(new() { Steps = 64, Plan = plan, Jitter = 0, AnyOrder = 0 }).Of(Ten, 0, Key, step).Concat(
            new StepSampler(new() { Steps = 64, Plan = plan, Jitter = 0, AnyOrder = 0 }).Of(Ten, 0, Key with { Call = 7 }, step)).ToArray();
        Assert.Equal(drawn, steps.Select(s => s.Visited.Length).Distinct().Order());
        Assert.All(steps, s => Assert.Equal(plan.At(step), s.Choice));
        Assert.All(steps, s => Assert.Equal(Ten.Places.Take(s.Visited.Length), s.Visited));
    }

    [Fact]
    public void An_empty_image_in_a_regression_asks_for_nothing()
    {
        var step = Assert.Single(new StepSampler(new() { Steps = 1, Plan = StepPlan.Regression }).Of(Image(0), 0, Key, 0));
        Assert.False(step.AsksForPlace || step.AsksForEnd);
    }

    [Fact]
    public void Judged_steps_are_fixed_and_exact()
    {
        Assert.Equal([0, 5, 9, 10], StepSampler.Strata(Ten, 0).Select(s => s.Visited.Length));
        Assert.Equal([0, 1], StepSampler.Strata(Image(1), 0).Select(s => s.Visited.Length));
        Assert.Equal([0], StepSampler.Strata(Image(0), 0).Select(s => s.Visited.Length));
    }

    private static CountingImage Image(int things) => CountingImage.On(
        "x", new Frame(64, 64), 64, 0, [.. Enumerable.Range(0, things).Select(i => (new PointPixels(5 + (5 * i), 10 + (4 * i)), 6.0))], PointOrder.Reading);
}
