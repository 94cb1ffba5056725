namespace Saccade.Studio.Runs;

/// <summary>One run in the list. What is not known is null.</summary>
internal record RunRow
{
    /// <summary>The path below the folder of runs, with '/' between a queue and its run.</summary>
    public required string Id { get; init; }

    public required ShownStatus Status { get; init; }

    /// <summary>For what is damaged, newer, failed or dead: one line.</summary>
    public string? Problem { get; init; }

    public string? Task { get; init; }
    public string? Model { get; init; }
    public int? Seed { get; init; }
    public string? Queue { get; init; }
    public DateTimeOffset? Started { get; init; }
    public DateTimeOffset? Ended { get; init; }
    public int? Epoch { get; init; }
    public int? Epochs { get; init; }
    public long? Step { get; init; }
    public long? Steps { get; init; }
    public double? Loss { get; init; }
    public Headline? Headline { get; init; }

    /// <summary>Of the evidence on the test split, else on validation.</summary>
    public string? Verdict { get; init; }

    public double? SecondsLeft { get; init; }
    public bool Archived { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    // Tags by what they say.
    public virtual bool Equals(RunRow? other) => other is not null && (Id, Status, Problem, Task, Model, Seed, Queue) == (other.Id, other.Status, other.Problem, other.Task, other.Model, other.Seed, other.Queue)
        && (Started, Ended, Epoch, Epochs, Step, Steps, Loss) == (other.Started, other.Ended, other.Epoch, other.Epochs, other.Step, other.Steps, other.Loss)
        && (Headline, Verdict, SecondsLeft, Archived) == (other.Headline, other.Verdict, other.SecondsLeft, other.Archived) && Tags.SequenceEqual(other.Tags);

    public override int GetHashCode() => HashCode.Combine(Id, Status, Step);
}

/// <summary>The number that a run is looked at for: of its best epoch, on validation.</summary>
internal sealed record Headline(string Metric, double Value);
