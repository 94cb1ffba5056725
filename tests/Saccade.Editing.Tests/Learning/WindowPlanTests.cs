using Saccade.Editing.Data;

namespace Saccade.Editing.Tests.Learning;

/// <summary>Windows of 100 steps with 20 shared: the historical numbers, and every step in one.</summary>
public class WindowPlanTests
{
    private static readonly WindowPlan Plan = new(100, 20);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(180, 2)]
    [InlineData(181, 3)]
    [InlineData(737, 9)]
    public void A_timeline_has_as_many_windows_as_the_reports_count(int steps, int windows) => Assert.Equal(windows, Plan.Count(steps));

    [Theory]
    [InlineData(100, 20)]
    [InlineData(10, 0)]
    [InlineData(7, 6)]
    public void Every_step_is_in_a_window_and_only_the_last_is_short(int length, int overlap)
    {
        var plan = new WindowPlan(length, overlap);
        for (var steps = 1; steps < 4 * length; steps++)
        {
            var windows = Enumerable.Range(0, plan.Count(steps)).Select(i => plan.Window(i, steps)).ToArray();
            Assert.Equal(Enumerable.Range(0, steps), windows.SelectMany(w => Enumerable.Range(w.Start, w.Steps)).Distinct().Order());
            Assert.All(windows[..^1], w => Assert.Equal(length, w.Steps));
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(overlap, pair.First.Start + pair.First.Steps - pair.Second.Start));
        }
    }
}
