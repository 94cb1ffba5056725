using System.Text.Json;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// When to stop watching: as soon as the model is sure enough. Its confidence after each frame is calibrated by a temperature of that frame (Guo et al. 2017), so that it
/// means how often it is right; one threshold then serves for all frames. Both come from the validation split alone, and lie with the run as <c>stopping.json</c>.
/// </summary>
/// <param name="Temperatures">(T): what the log-odds after each frame are divided by.</param>
/// <param name="Threshold">The calibrated confidence at which watching stops, 0.5 to 1.</param>
/// <param name="Tolerance">How much accuracy the early decision may cost against watching to the end; the threshold was chosen for it.</param>
/// <param name="ValidationAccuracy">Of the early decision.</param>
/// <param name="ValidationFrames">Frames that were watched on average.</param>
public sealed record EarlyStopping(IReadOnlyList<double> Temperatures, double Threshold, double Tolerance, double ValidationAccuracy, double ValidationFrames)
{
    private const int Candidates = 500;

    /// <summary>Calibrates, and takes the lowest threshold that costs no more accuracy than is tolerated.</summary>
    /// <returns>Null where no output says anything before the end.</returns>
    public static EarlyStopping? Fit(IReadOnlyList<SampleOutput> validation, double tolerance)
    {
        var judged = validation.Where(o => o.Label >= 0 && o.Prefixes.Count > 0).ToArray();
        if (judged.Length == 0)
            return null;
        var temperatures = Enumerable.Range(0, judged[0].Prefixes.Count).Select(t => TemperatureOf(judged, t)).ToArray();
        var calibrated = new EarlyStopping(temperatures, 1, tolerance, double.NaN, double.NaN);
        var sure = judged.Select(calibrated.Calibrated).ToArray();
        var wanted = Accuracy(sure, 1).Accuracy - tolerance;
        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            var threshold = 0.5 + 0.5 * candidate / Candidates;
            var (accuracy, frames) = Accuracy(sure, threshold);
            if (accuracy >= wanted)
                return calibrated with { Threshold = threshold, ValidationAccuracy = accuracy, ValidationFrames = frames };
        }
        var (whole, all) = Accuracy(sure, 1);
        return calibrated with { ValidationAccuracy = whole, ValidationFrames = all };
    }

    /// <summary>What a run stored; null when it stored none.</summary>
    public static EarlyStopping? Read(RunFolder run)
    {
        if (!File.Exists(run.StoppingPath))
            return null;
        try
        {
            return JsonSerializer.Deserialize<EarlyStopping>(File.ReadAllText(run.StoppingPath), RunJson.Indented) ?? throw new JsonException("it holds null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"{run.StoppingPath}: cannot be read ({e.Message.ReplaceLineEndings(" ")}); train the run again", e);
        }
    }

    public void Write(RunFolder run) => AtomicFile.WriteText(run.StoppingPath, JsonSerializer.Serialize(this, RunJson.Indented) + "\n");

    /// <summary>The output with calibrated probabilities and the early decision.</summary>
    public SampleOutput Applied(SampleOutput output)
    {
        if (output.Prefixes.Count == 0)
            return output;
        var calibrated = Calibrated(output);
        var last = calibrated.Prefixes[^1];
        return calibrated with { Early = Decide(calibrated.Prefixes, Threshold), Probabilities = [1 - last, last] };
    }

    /// <summary>The calibrated probability of class 1 after frame <paramref name="frame"/>, from 0.</summary>
    public float Calibrated(float probability, int frame)
    {
        var bounded = Math.Clamp((double)probability, 1e-7, 1 - 1e-7);
        return (float)(1 / (1 + Math.Exp(-Math.Log(bounded / (1 - bounded)) / Temperatures[Math.Min(frame, Temperatures.Count - 1)])));
    }

    /// <summary>Whether a calibrated probability is sure enough to stop.</summary>
    public bool Stops(float probability) => Math.Max(probability, 1 - probability) >= Threshold;

    /// <summary>The decision at the first frame whose confidence reaches the threshold, or at the last.</summary>
    /// <param name="prefixes">(T): calibrated probability of class 1 after each frame.</param>
    /// <param name="threshold">0.5 to 1.</param>
    public static EarlyDecision Decide(IReadOnlyList<float> prefixes, double threshold)
    {
        var frame = 0;
        while (frame < prefixes.Count - 1 && Math.Max(prefixes[frame], 1 - prefixes[frame]) < threshold)
            frame++;
        return new EarlyDecision(frame + 1, prefixes[frame] >= 0.5f ? 1 : 0, Math.Max(prefixes[frame], 1 - prefixes[frame]));
    }

    /// <summary>How often decisions at this threshold are right, and after how many frames they fall on average.</summary>
    /// <param name="outputs">Calibrated.</param>
    /// <param name="threshold">0.5 to 1; 1: as good as never before the end.</param>
    public static (double Accuracy, double Frames) Accuracy(IReadOnlyList<SampleOutput> outputs, double threshold)
    {
        var decisions = outputs.Select(o => (o.Label, Early: threshold < 1 ? Decide(o.Prefixes, threshold) : Decide(o.Prefixes, double.PositiveInfinity))).ToArray();
        return (decisions.Average(d => d.Label == d.Early.Prediction ? 1.0 : 0.0), decisions.Average(d => d.Early.Frames));
    }

    private SampleOutput Calibrated(SampleOutput output) => output with { Prefixes = [.. output.Prefixes.Select(Calibrated)] };

    private static double TemperatureOf(SampleOutput[] outputs, int frame) =>
        Temperature.Fit([.. outputs.Select(o => o with { Probabilities = [1 - o.Prefixes[frame], o.Prefixes[frame]] })])!.Value;
}
