namespace Saccade.Cli.Demo;

/// <summary>What fits into the time there is: the same number of clips for every model, so that they can be compared.</summary>
/// <param name="Sizes">How much data.</param>
/// <param name="Stages">What is done, in order, with the time it is expected to take.</param>
internal sealed record DemoPlan(DemoSizes Sizes, IReadOnlyList<DemoStage> Stages)
{
    private const int Epochs = 4;
    private const int Validation = 200;
    private const int Test = 600;

    /// <summary>Passes over the test clips: the model, two controls that are trained and two that are not.</summary>
    private const int TestPasses = 5;

    /// <summary>Training of the controls, each with a quarter of the run's steps.</summary>
    private const double ControlShare = 2 * 0.25;

    /// <summary>Clips are given in whole batches of each epoch.</summary>
    private const int Grain = 16 * Epochs;
    private const int FewestClips = 10 * Grain;
    private const int MostClips = 60_000 / Grain * Grain;

    /// <summary>A shared machine may slow down by this before training is cut short.</summary>
    private const double Patience = 1.4;

    /// <summary>A fixed number of clips, whatever the time.</summary>
    /// <param name="clips">Rounded up to whole batches.</param>
    /// <param name="models">Their names.</param>
    public static DemoPlan Of(int clips, IEnumerable<string> models) =>
        Of(new DemoSizes((clips + Grain - 1) / Grain * Grain, Epochs, Validation, Test), models.Select(m => (m, new SpeedProbe(0, 0))));

    /// <summary>As many clips as fit.</summary>
    /// <param name="time">For all models together.</param>
    /// <param name="models">With their measured speeds.</param>
    public static DemoPlan Fitting(TimeSpan time, IReadOnlyList<(string Name, SpeedProbe Speed)> models)
    {
        var judging = models.Sum(m => (TestPasses * Test + Epochs * Validation) * m.Speed.JudgeSeconds);
        var perClip = models.Sum(m => (1 + ControlShare) * m.Speed.TrainSeconds);
        var clips = (int)Math.Min((time.TotalSeconds - judging) / perClip, MostClips) / Grain * Grain;
        var plan = Of(new DemoSizes(Math.Max(clips, FewestClips), Epochs, Validation, Test), models);
        var longest = plan.Stages.Max(s => s.Expected) * Patience;
        return plan with { Sizes = plan.Sizes with { TimeLimit = longest } };
    }

    private static DemoPlan Of(DemoSizes sizes, IEnumerable<(string Name, SpeedProbe Speed)> models) => new(sizes,
    [
        .. models.SelectMany(m => new[]
        {
            new DemoStage($"training {m.Name}", TimeSpan.FromSeconds(sizes.Clips * m.Speed.TrainSeconds + Epochs * Validation * m.Speed.JudgeSeconds)),
            new DemoStage($"judging {m.Name}, with its controls", TimeSpan.FromSeconds(ControlShare * sizes.Clips * m.Speed.TrainSeconds + TestPasses * Test * m.Speed.JudgeSeconds)),
        }),
    ]);
}

/// <summary>One stretch of work.</summary>
/// <param name="Name">In words.</param>
/// <param name="Expected">How long it should take; zero when nothing was measured.</param>
internal sealed record DemoStage(string Name, TimeSpan Expected);
