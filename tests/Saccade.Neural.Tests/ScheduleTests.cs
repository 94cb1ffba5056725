using System.Text.Json;

namespace Saccade.Neural.Tests;

public class ScheduleTests
{
    private static readonly Dictionary<string, double[]> Golden = JsonSerializer.Deserialize<Dictionary<string, double[]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "schedules.json")))!;

    [Fact]
    public void Cosine_agrees_with_pytorch() => Agrees("cosine", new CosineSchedule(20));

    [Fact]
    public void Cosine_after_warm_up_agrees_with_pytorch() => Agrees("warm_cosine", new WarmUpSchedule(5, new CosineSchedule(15, 0.05), 0.1));

    [Fact]
    public void Step_agrees_with_pytorch() => Agrees("step", new StepSchedule(6));

    [Fact]
    public void One_cycle_agrees_with_pytorch() => Agrees("one_cycle", new OneCycleSchedule(21));

    [Fact]
    public void Plateau_agrees_with_pytorch() =>
        Agrees("plateau", new PlateauSchedule(new PlateauOptions { Factor = 0.5, Patience = 2, CoolDown = 1, Floor = 0.2 }));

    [Fact]
    public void A_restored_plateau_goes_on_as_if_never_stopped()
    {
        var whole = new WarmUpSchedule(2, new PlateauSchedule(new PlateauOptions { Patience = 2 }));
        var before = new WarmUpSchedule(2, new PlateauSchedule(new PlateauOptions { Patience = 2 }));
        foreach (var metric in new[] { 1.0, 0.8, 0.9 })
        {
            whole.Report(metric);
            before.Report(metric);
        }
        var after = new WarmUpSchedule(2, new PlateauSchedule(new PlateauOptions { Patience = 2 }));
        after.State = JsonSerializer.Deserialize<PlateauState>(JsonSerializer.Serialize(before.State));
        foreach (var metric in new[] { 0.85, 0.81, 0.7 })
        {
            whole.Report(metric);
            after.Report(metric);
            Assert.Equal(whole.State, after.State);
        }
        Assert.Equal(0.1, whole.At(50), 12);
    }

    [Fact]
    public void A_schedule_per_epoch_stays_the_same_within_one()
    {
        var schedule = new PerEpochSchedule(10, new CosineSchedule(4));
        Assert.Equal(schedule.At(10), schedule.At(19));
        Assert.True(schedule.At(20) < schedule.At(19));
    }

    [Fact]
    public void Warm_up_begins_at_its_fraction_and_ends_at_the_peak()
    {
        var schedule = new WarmUpSchedule(10, new CosineSchedule(90), 0.2);
        Assert.Equal(0.2, schedule.At(0), 12);
        Assert.Equal(0.6, schedule.At(5), 12);
        Assert.Equal(1, schedule.At(10), 12);
        Assert.Equal(0, schedule.At(100), 12);
    }

    private static void Agrees(string name, Schedule schedule)
    {
        for (var step = 0; step < Golden[name].Length; step++)
        {
            Assert.True(Math.Abs(Golden[name][step] - schedule.At(step)) < 1e-12, $"{name} at step {step}: {schedule.At(step)}, PyTorch has {Golden[name][step]}");
            schedule.Report(Golden["metrics"][step]);
        }
    }
}
