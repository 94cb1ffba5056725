namespace Saccade.Cli.Demo;

/// <summary>What fits into the time there is: the same number of clips for every model, so that they can be compared.</summary>
/// <param name="Sizes">How much data.</param>
/// <param name="Stages">What is done, in order, with the time it is expected to take.</param>
internal sealed record DemoPlan(DemoSizes Sizes, IReadOnlyList<DemoStage> Stages)
{
    private const int Epochs = 4;
    private const int Validation = 200;

    /// <summary>Clips of the test for each clip of training: judging costs time as well, and a verdict needs some hundreds.</summary>
    private const double TestShare = 0.1;
    private const int FewestTest = 200;
    private const int MostTest = 1000;

    /// <summary>How long all stages should take together.</summary>
    public TimeSpan Expected => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Expected);

    /// <summary>Passes over the test clips: the model, three controls that are trained and two that are not.</summary>
    private const int TestPasses = 6;

    /// <summary>Training of the controls, each with a quarter of the run's steps.</summary>
    private const double ControlShare = 3 * 0.25;

    /// <summary>Clips are given in whole batches of each epoch.</summary>
    private const int Grain = 16 * Epochs;
    private const int FewestClips = 10 * Grain;
    private const int MostClips = 60_000 / Grain * Grain;

    /// <summary>A shared machine may slow down by this before training is cut short.</summary>
    private const double Patience = 1.4;

    /// <summary>A fixed number of clips, whatever the time.</summary>
    /// <param name="clips">Rounded up to whole batches.</param>
    /// <param name="models">Their names.</param>
    public static DemoPlan Of(int clips, IEnumerable<string> models) => Of(SizesFor((clips + Grain - 1) / Grain * Grain), models.Select(m => (m, new SpeedProbe(0, 0))));

    /// <summary>As many clips as fit.</summary>
    /// <param name="time">For all models together.</param>
    /// <param name="models">With their measured speeds.</param>
    public static DemoPlan Fitting(TimeSpan time, IReadOnlyList<(string Name, SpeedProbe Speed)> models)
    {
        var (least, most) = (FewestClips / Grain, MostClips / Grain);
        // Sizes are steps of steps: the largest plan that fits is found by halving.
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            (least, most) = Of(SizesFor(middle * Grain), models).Expected <= time ? (middle, most) : (least, middle - 1);
        }
        var plan = Of(SizesFor(least * Grain), models);
        return plan with { Sizes = plan.Sizes with { TimeLimit = plan.Stages.Max(s => s.Expected) * Patience } };
    }

    private static DemoSizes SizesFor(int clips) =>
        new(clips, Epochs, Validation, Math.Clamp((int)Math.Round(TestShare * clips / 100) * 100, FewestTest, MostTest));

    private static DemoPlan Of(DemoSizes sizes, IEnumerable<(string Name, SpeedProbe Speed)> models) => new(sizes,
    [
        .. models.SelectMany(m => new[]
        {
            new DemoStage($"training {m.Name}", TimeSpan.FromSeconds(sizes.Clips * m.Speed.TrainSeconds + sizes.Epochs * sizes.Validation * m.Speed.JudgeSeconds)),
            new DemoStage($"judging {m.Name}, with its controls", TimeSpan.FromSeconds(ControlShare * sizes.Clips * m.Speed.TrainSeconds + TestPasses * sizes.Test * m.Speed.JudgeSeconds)),
        }),
    ]);
}

/// <summary>One stretch of work.</summary>
/// <param name="Name">In words.</param>
/// <param name="Expected">How long it should take; zero when nothing was measured.</param>
internal sealed record DemoStage(string Name, TimeSpan Expected);
