namespace Saccade.Neural;

/// <summary>Makes schedules by the names that recipes use. To add one, write its class and put a line here.</summary>
public static class ScheduleFactory
{
    // The length given to each is what is left after warm-up, in steps or epochs.
    private static readonly Dictionary<string, Func<long, ScheduleOptions, Schedule>> Makers = new()
    {
        ["constant"] = (_, _) => new ConstantSchedule(),
        ["cosine"] = (length, options) => new CosineSchedule(length, options.Floor),
        ["step"] = (length, options) => new StepSchedule(Math.Max(1, length / Math.Max(1, options.Stages)), options.StageFactor),
        ["one_cycle"] = (length, options) => new OneCycleSchedule(length, options.Rise),
        ["plateau"] = (_, options) => new PlateauSchedule(options.Plateau),
    };

    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>The schedule of that name, per step or per epoch, behind its warm-up.</summary>
    /// <exception cref="ArgumentException">There is no such schedule; lists those there are.</exception>
    public static Schedule Create(string name, ScheduleOptions options)
    {
        if (!Makers.TryGetValue(name, out var make))
            throw new ArgumentException($"There is no schedule '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.StepsPerEpoch, nameof(options));
        var steps = Math.Max(1, options.Steps - options.WarmUpSteps);
        var schedule = options.PerEpoch
            ? new PerEpochSchedule(options.StepsPerEpoch, make((steps + options.StepsPerEpoch - 1) / options.StepsPerEpoch, options))
            : make(steps, options);
        return options.WarmUpSteps > 0 ? new WarmUpSchedule(options.WarmUpSteps, schedule, options.WarmUpStart) : schedule;
    }
}
