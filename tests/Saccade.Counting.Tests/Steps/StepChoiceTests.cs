using Saccade.Counting.Steps;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Tests.Steps;

public class StepChoiceTests
{
    private const int Draws = 10_000;
    private static readonly RandomKey Key = new(1, RandomStream.Data, 0);

    // The 99.9 % quantile of chi-square with 1 and with 5 degrees of freedom.
    private const double OneDegree = 10.83, FiveDegrees = 20.52;

    [Fact]
    public void Classification_is_the_end_half_of_the_time_and_else_one_before_it()
    {
        var marked = Marked(StepChoice.Classification, 5);
        Assert.All(marked, k => Assert.True(k is 4 or 5));
        Assert.True(ChiSquare([.. new[] { 4, 5 }.Select(k => marked.Count(m => m == k))]) < OneDegree);
    }

    [Fact]
    public void Regression_never_is_the_end()
    {
        var marked = Marked(StepChoice.Regression, 6);
        Assert.True(ChiSquare([.. Enumerable.Range(0, 6).Select(k => marked.Count(m => m == k))]) < FiveDegrees);
        Assert.DoesNotContain(6, marked);
    }

    [Fact]
    public void Mixed_is_each_step_equally_often()
    {
        var marked = Marked(StepChoice.Mixed, 5);
        Assert.True(ChiSquare([.. Enumerable.Range(0, 6).Select(k => marked.Count(m => m == k))]) < FiveDegrees);
    }

    [Fact]
    public void An_empty_image_is_done_at_once_and_has_no_next()
    {
        Assert.Equal(0, StepChoice.Classification.Draw(0, Key, 3));
        Assert.Equal(0, StepChoice.Mixed.Draw(0, Key, 3));
        Assert.Null(StepChoice.Regression.Draw(0, Key, 3));
    }

    [Theory]
    [InlineData(5, 0.16667)]
    [InlineData(21, 0.04545)]
    [InlineData(50, 0.01961)]
    public void The_share_of_ends_is_computed(int count, double share) =>
        Assert.Equal(share, DoneBalance.Of([count], StepChoice.Mixed).Share, 5);

    [Fact]
    public void Counts_of_5_to_50_equally_often_have_an_end_in_4_86_of_a_hundred_steps()
    {
        var balance = DoneBalance.Of([.. Enumerable.Range(5, 46)], StepChoice.Mixed);
        Assert.Equal(0.0486, balance.Share, 4);
        Assert.Equal((46, 5, 27.5, 27.5, 50), (balance.Images, balance.Fewest, balance.Mean, balance.Median, balance.Most));
        Assert.Contains("only 4.9 % of the steps are the end: weight it by 19.6", balance.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regression_has_no_end_and_is_told_so() =>
        Assert.Contains("never learns to stop", DoneBalance.Of([3, 0, 7], StepChoice.Regression).Advice, StringComparison.Ordinal);

    [Fact]
    public void A_balanced_choice_needs_no_advice() => Assert.Null(DoneBalance.Of([21, 30], StepChoice.Classification).Advice);

    private static int[] Marked(StepChoice choice, int count) => [.. Enumerable.Range(0, Draws).Select(i => choice.Draw(count, Key, (ulong)i)!.Value)];

    private static double ChiSquare(int[] seen)
    {
        var expected = (double)Draws / seen.Length;
        return seen.Sum(s => (s - expected) * (s - expected) / expected);
    }
}
