using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Report.Tests;

/// <summary>A run as it might be, with every part that a report shows, and names that would break out of unescaped HTML.</summary>
internal static class SampleRun
{
    public const string Hostile = "<script>alert('x')</script>&\"";
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    public static RunInfo Info(string id = "20260102-030400-magvit-7f3a") => new()
    {
        Id = id,
        Status = RunStatus.Finished,
        Recipe = new JsonObject { ["task"] = "trajectories", ["model"] = "magvit", ["epochs"] = 12, ["data.classes"] = new JsonArray("linear", Hostile) },
        CodeVersion = "0.1.0",
        DataHash = "9b1f",
        Machine = new MachineInfo("Debian GNU/Linux 12", "x64", ".NET 10.0", 2, 512, 25.3),
        Created = Start,
        Ended = Start.AddMinutes(9),
        Reason = "came to its last epoch",
    };

    public static IReadOnlyList<JournalEntry> Journal(int epochs = 12, double speed = 0.3)
    {
        var entries = new List<JournalEntry> { new StartEntry { Step = 0, Epoch = 1, Time = Start, Epochs = epochs, StepsPerEpoch = 100, Parameters = 1_234_567, Threads = 2 } };
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            for (var step = 10; step <= 100; step += 10)
            {
                var at = (epoch - 1) * 100 + step;
                var loss = 1.6 * Math.Exp(-speed * at / 100.0) + 0.05 * (1 + Math.Sin(at * 1.7));
                entries.Add(new StepEntry
                {
                    Step = at, Epoch = epoch, Time = Start.AddSeconds(at), Loss = loss, LearningRate = 1e-3 * (1 - at / (100.0 * epochs)), GradientNorm = 3 * loss,
                    StepsPerSecond = 2.4, ElapsedSeconds = at * 0.42, SamplesSeen = at * 16, Terms = new Dictionary<string, double> { ["class"] = loss * 0.7, ["position"] = loss * 0.3 },
                });
            }
            var validation = 1.6 * Math.Exp(-speed * epoch) + 0.12;
            entries.Add(new EpochEntry
            {
                Step = epoch * 100, Epoch = epoch, Time = Start.AddSeconds(epoch * 100), TrainLoss = validation - 0.05, ValidationLoss = validation,
                Metrics = new Dictionary<string, double> { ["accuracy"] = 1 - 0.75 * Math.Exp(-speed * epoch), ["position_rms"] = 0.2 + Math.Exp(-speed * epoch) },
                ElapsedSeconds = epoch * 42, SamplesSeen = epoch * 1600, IsBest = true,
            });
        }
        entries.Add(new NoteEntry { Step = 730, Epoch = 8, Time = Start, Kind = "loss_spike", Message = $"the loss jumped {Hostile}" });
        return entries;
    }

    public static Evaluation Evaluation(string run = "runs/a", double accuracy = 0.962, string? verdict = null) => new()
    {
        Task = "trajectories",
        Run = run,
        Split = Split.Test,
        Samples = 4000,
        LowerIsBetter = ["position_rms", "ece"],
        Metrics = new Dictionary<string, Interval>
        {
            ["accuracy"] = new(accuracy, accuracy - 0.012, accuracy + 0.010),
            ["position_rms"] = new(0.284, 0.271, 0.299),
            ["ece"] = new(0.018, 0.014, 0.026),
        },
        Baselines = new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["majority"] = new Dictionary<string, double> { ["accuracy"] = 0.25, ["ece"] = 0.001 },
            ["constant"] = new Dictionary<string, double> { ["position_rms"] = 1.41 },
            ["still_frame"] = new Dictionary<string, double> { ["accuracy"] = 0.371, ["position_rms"] = 0.93, ["ece"] = 0.03 },
            ["shuffled_frames"] = new Dictionary<string, double> { ["accuracy"] = 0.553, ["position_rms"] = 1.2, ["ece"] = 0.31 },
            ["input_blind"] = new Dictionary<string, double> { ["accuracy"] = 0.249, ["position_rms"] = 1.42 },
        },
        Information = new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["reversed_frames"] = new Dictionary<string, double> { ["accuracy"] = 0.948, ["position_rms"] = 1.9 },
        },
        Checks = [new CheckResult("class_balance", true, "train 0.25 to 0.25"), new CheckResult("sorted_split", verdict is null, $"order by index {Hostile}")],
        Claims =
        [
            new Claim("accuracy", accuracy, accuracy - 0.012, accuracy + 0.010, "shuffled_frames", new Interval(0.409, 0.39, 0.43), verdict ?? Verdicts.Supported),
            new Claim("position_rms", 0.284, 0.271, 0.299, "still_frame", new Interval(-0.646, -0.68, -0.61), verdict ?? Verdicts.NoBetterThan("still_frame")),
        ],
        Verdict = verdict ?? Verdicts.NoBetterThan("still_frame"),
        Confusion = new ConfusionMatrix(["linear", "circular", "helical", "parabolic"], [[961, 3, 10, 26], [2, 975, 20, 3], [8, 31, 958, 3], [40, 2, 4, 954]]),
        Reliability = [new(0.6, 0.667, 100, 0.63, 0.5), new(0.933, 1, 3900, 0.98, 0.97)],
    };

    /// <summary>A judged run.</summary>
    public static ReportedRun Run(string name = "runs/a", double accuracy = 0.962, string? verdict = null, int seed = 1) =>
        new(Path.GetFileName(name), Seeded(seed), Journal(), Evaluation(name, accuracy, verdict))
        {
            Cost = new ModelCost(4_361_880, 362_000_000, 12.5, 25, 310, 17.4),
        };

    private static RunInfo Seeded(int seed)
    {
        var info = Info();
        var recipe = (JsonObject)info.Recipe.DeepClone();
        recipe["seed"] = seed;
        return info with { Recipe = recipe };
    }

    /// <summary>What the sample's metrics mean.</summary>
    public static IReadOnlyList<IMetric> Metrics { get; } = [new Accuracy(), NumberError.PositionRms, new ExpectedCalibrationError()];

    /// <summary>Of two models, the first with two seeds.</summary>
    public static Comparison Comparison(IReadOnlyList<Evaluation> runs) => new()
    {
        Runs = runs,
        Models =
        [
            new()
            {
                Name = "runs/a", Label = "magvit", Runs = ["runs/a", "runs/a2"], Seeds = [1, 2], TrainingSeconds = 100, Confusion = Evaluation().Confusion,
                Metrics = new Dictionary<string, SeedInterval> { ["accuracy"] = new(0.962, 0.950, 0.972, [0.960, 0.964]) },
                Verdicts = new Dictionary<string, string> { ["accuracy"] = Verdicts.Supported },
                Cost = new ModelCost(4_361_880, 362_000_000, 12.5, 25, 310, 17.4),
            },
            new()
            {
                Name = "runs/b", Label = "transformer", Runs = ["runs/b"], Seeds = [1], TrainingSeconds = double.NaN,
                Metrics = new Dictionary<string, SeedInterval> { ["accuracy"] = new(0.5, 0.488, 0.510, [0.5]) },
                Verdicts = new Dictionary<string, string> { ["accuracy"] = Verdicts.Invalid("sorted_split") },
            },
        ],
        Differences =
        [
            new("runs/a", "runs/b", "accuracy", 0.46, 0.44, 0.48, "runs/a is better", 0.002, 0.004),
            new("runs/a", "runs/b", "ece", 0, -0.1, 0.1, "no difference", 1, 1),
        ],
        Ensemble = new Ensemble(["runs/a", "runs/b"], new Dictionary<string, Interval> { ["accuracy"] = new(0.98, 0.97, 0.99) },
            [new("ensemble", "runs/a", "accuracy", 0.01, -0.01, 0.03, "no difference", 0.3, 0.3)]),
        Recommendation = new Recommendation("runs/a", "Take magvit: it is the best.", ["transformer is left out: invalid."]),
    };
}
