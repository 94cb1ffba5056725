using System.Text.Json;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Training;

namespace Saccade.Counting.Stopping;

/// <summary>
/// When a model stops counting, and how many things it has missed then. "No more" is said as soon as its log-odds reach zero; how far they are shifted for that is chosen on the validation split, and on nothing
/// else, by how far counts are off. Lies with the run as <c>stopping.json</c>.
/// </summary>
public sealed record CountStopping
{
    /// <summary>The farthest that a fitted shift goes, so the log-odds up to which a model that is to be fitted goes on counting.</summary>
    public const double Farthest = 4;

    /// <summary>Points that such a model sets at most where it would have stopped.</summary>
    public const int MostBeyond = 10;

    private const double Step = 0.25;

    /// <summary>Nothing is shifted.</summary>
    public static CountStopping Plain { get; } = new();

    /// <summary>Added to log-odds of "no more" because ends are rarer or commoner in use than they were in training (<see cref="PriorShift"/>); 0 where that is not corrected. Probabilities that are told have it in them.</summary>
    public double Prior { get; init; }

    /// <summary>Added besides for the decision to stop, and for nothing else.</summary>
    public double Shift { get; init; }

    /// <summary>How far counts of validation images were off on average with the shift.</summary>
    public double ValidationError { get; init; } = double.NaN;

    /// <summary>The same without it.</summary>
    public double PlainValidationError { get; init; } = double.NaN;

    /// <summary>How many things have been missed at an end; null where nothing was fitted.</summary>
    public MissedEstimate? Missed { get; init; }

    /// <summary>Chooses the shift, if it is wanted, and then learns how many things are missed at an end.</summary>
    /// <param name="validation">What the model did in the validation images.</param>
    /// <param name="prior">See <see cref="Prior"/>.</param>
    /// <param name="isFitted">Whether there is to be a shift.</param>
    /// <returns>Null where nobody counted by pointing.</returns>
    public static CountStopping? Fit(IReadOnlyList<SampleOutput> validation, double prior, bool isFitted)
    {
        var records = validation.Select(CountRecord.Of).Where(r => r.Trace is not null).ToArray();
        if (records.Length == 0)
            return null;
        var plain = new CountStopping { Prior = prior };
        var shifts = isFitted ? Enumerable.Range(0, (int)(2 * Farthest / Step) + 1).Select(i => (i * Step) - Farthest) : [0];
        // Of equally good ones the smallest: it was not chosen by chance.
        var best = shifts.Select(s => plain with { Shift = s - (isFitted ? prior : 0) }).OrderBy(Error).ThenBy(s => Math.Abs(s.Shift)).First();
        return best with { ValidationError = Error(best), PlainValidationError = Error(plain), Missed = MissedEstimate.Fit(records.Select(r => (r.Trace!, best.Decide(r.Trace!), r.Truth))) };

        double Error(CountStopping stopping) => records.Average(r => Math.Abs(stopping.Decide(r.Trace!).Count - r.Truth.Count));
    }

    /// <summary>What a run stored; <see cref="Plain"/> where it stored nothing.</summary>
    /// <exception cref="RunException">It cannot be read.</exception>
    public static CountStopping Read(RunFolder run)
    {
        if (!File.Exists(run.StoppingPath))
            return Plain;
        try
        {
            return JsonSerializer.Deserialize<CountStopping>(File.ReadAllText(run.StoppingPath), RunJson.Indented) ?? throw new JsonException("it holds null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"{run.StoppingPath}: cannot be read ({e.Message.ReplaceLineEndings(" ")}); train the run again", e);
        }
    }

    public void Write(RunFolder run) => AtomicFile.WriteText(run.StoppingPath, JsonSerializer.Serialize(this, RunJson.Indented) + "\n");

    /// <summary>Whether log-odds of "no more", as the model says them, are the end.</summary>
    public bool Stops(double end) => end + Prior + Shift >= 0;

    /// <summary>The count of a model that stops here.</summary>
    public CountResult Decide(CountTrace trace)
    {
        var stop = 0;
        while (stop < trace.Points.Count && !Stops(trace.Ends[stop]))
            stop++;
        var reason = Stops(trace.Ends[stop]) ? StopReason.NoMore : trace.Last == StopReason.NoMore ? StopReason.Limit : trace.Last;
        var points = trace.Points.Take(stop).Select((p, i) => new CountedPoint(p, 1 - LogOdds.Probability(trace.Ends[i] + Prior)));
        return new([.. points], reason, LogOdds.Probability(trace.Ends[stop] + Prior)) { Missed = Missed?.At(trace.Ends[stop]) };
    }

    /// <summary>The output of a model that stops here.</summary>
    public SampleOutput Applied(SampleOutput output) =>
        CountRecord.Of(output) is { Trace: not null } record ? CountJudge.Judge(record with { Stopping = this }) with { Statistics = output.Statistics, Group = output.Group } : output;
}
