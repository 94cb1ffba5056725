using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>Answers "can it be believed?" in a sentence or two, from verdicts and data checks.</summary>
public static class BeliefAnswer
{
    public static string Of(Evaluation evaluation)
    {
        var failed = evaluation.Checks.Where(c => !c.Passed).ToArray();
        if (Verdicts.IsInvalid(evaluation.Verdict))
        {
            var cause = failed.FirstOrDefault(c => !evaluation.Accepted.Contains(c.Name));
            if (cause is null && failed.FirstOrDefault(c => c.Instead is not null) is { } accepted)
                return $"No: the data check '{NumberText.Words(accepted.Name)}' failed, which was accepted by name and changes nothing: this is {accepted.Instead}. {accepted.Detail}";
            return cause is null
                ? $"No: {NumberText.Words(evaluation.Verdict)}. The numbers below mean nothing until that is mended."
                : $"No: the data check '{NumberText.Words(cause.Name)}' failed, and the numbers below mean nothing until that is mended. {cause.Detail}";
        }
        var checks = failed.Length == 0
            ? $" All {evaluation.Checks.Count} data checks passed."
            : $" {evaluation.Checks.Count - failed.Length} of {evaluation.Checks.Count} data checks passed; {List(failed.Select(c => $"'{NumberText.Words(c.Name)}'"))} failed and was accepted by the user.";
        return Claims(evaluation) + checks;
    }

    private static string Claims(Evaluation evaluation)
    {
        var supported = evaluation.Claims.Where(c => c.Verdict == Verdicts.Supported).ToArray();
        var others = evaluation.Claims.Except(supported).GroupBy(c => c.Verdict)
            .Select(g => $"{List(g.Select(c => NumberText.Words(c.Metric)))} {(g.Count() == 1 ? "is" : "are")} {NumberText.Words(g.Key)}").ToArray();
        if (evaluation.Claims.Count == 0)
            return "There is nothing to believe: no claim is made, since there is no control to compare with.";
        if (others.Length == 0)
        {
            return $"Yes: {List(supported.Select(c => NumberText.Words(c.Metric)))} {(supported.Length == 1 ? "is" : "are each")} better than the best of {evaluation.Baselines.Count} controls "
                + "on the same samples, by more than chance explains.";
        }
        return supported.Length == 0
            ? $"No: {string.Join("; ", others)}."
            : $"In part: {List(supported.Select(c => NumberText.Words(c.Metric)))} {(supported.Length == 1 ? "is" : "are")} better than the best control by more than chance explains, but {string.Join("; ", others)}.";
    }

    private static string List(IEnumerable<string> words)
    {
        var all = words.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
