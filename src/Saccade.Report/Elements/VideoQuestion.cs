using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>Answers "does it need the video?" in one line, from the controls that take the video's time away.</summary>
public static class VideoQuestion
{
    private static readonly string[] OfTime = ["still_frame", "shuffled_frames", "reversed_frames"];
    private static readonly string[] Controls = [.. OfTime, "input_blind"];

    /// <returns>Null for a task without such controls.</returns>
    public static string? Answer(Evaluation evaluation)
    {
        var values = evaluation.Baselines.Concat(evaluation.Information).ToDictionary(b => b.Key, b => b.Value);
        var known = Controls.Where(values.ContainsKey).ToArray();
        if (!known.Intersect(OfTime).Any() || evaluation.Claims.Count == 0)
            return null;
        var claim = evaluation.Claims[0];
        // Supported means better than the best of all controls, hence than each of these.
        var word = claim.Verdict == Verdicts.Supported ? "Yes"
            : Verdicts.IsInvalid(claim.Verdict) ? "Unknown"
            : Controls.Contains(claim.Baseline) ? "Not shown"
            : $"Not shown by a model that is no better than {NumberText.Words(claim.Baseline)}";
        var controls = known.Where(c => values[c].ContainsKey(claim.Metric)).Select(c => $"{NumberText.Of(values[c][claim.Metric])} with {Phrase(c)}");
        return $"{word}: {NumberText.Words(claim.Metric)} {NumberText.Of(claim.Value)} with the whole video, {string.Join(", ", controls)}.";
    }

    private static string Phrase(string control) => control switch
    {
        "still_frame" => "one still frame",
        "shuffled_frames" => "its frames shuffled",
        "reversed_frames" => "its frames reversed",
        _ => "no input at all",
    };
}
