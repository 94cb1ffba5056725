namespace Saccade.Benchmarks;

/// <summary>What benchmarks/compare was asked.</summary>
internal sealed record ComparisonOptions
{
    public IReadOnlyList<string> Models { get; init; } = ["encoder", "encoder_no_dropout", "magvit", "i3d", "slowfast", "conv3d", "resnet18"];

    public IReadOnlyList<int> Threads { get; init; } = [2, 1];

    /// <summary>Measurements of each side, taken in turn.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>Whether steps are timed by what the processor spent on them, which other work on the machine hardly changes; for one thread, since threads that wait spend time too.</summary>
    public bool ByProcessor { get; init; }

    /// <summary>A file for the table as Markdown, besides the terminal.</summary>
    public string? Out { get; init; }

    public static ComparisonOptions Parse(string[] arguments)
    {
        var options = new ComparisonOptions();
        for (var i = 0; i + 1 < arguments.Length; i += 2)
            options = (arguments[i], arguments[i + 1]) switch
            {
                ("--models", var value) => options with { Models = value.Split(',') },
                ("--threads", var value) => options with { Threads = [.. value.Split(',').Select(int.Parse)] },
                ("--rounds", var value) => options with { Rounds = int.Parse(value) },
                ("--clock", "wall" or "processor") => options with { ByProcessor = arguments[i + 1] == "processor" },
                ("--out", var value) => options with { Out = value },
                var (name, _) => throw new ArgumentException($"benchmarks/compare has no option {name}; it has --models, --threads, --rounds, --clock wall|processor and --out."),
            };
        return options;
    }
}
