using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>Somebody's predictions as a table, judged as <c>saccade audit</c> judges them.</summary>
internal static class PredictionsOf
{
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">One line each.</param>
    /// <param name="accepted">Checks overridden by name.</param>
    public static Evaluation Audit(string columns, IEnumerable<string> rows, params string[] accepted)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["predictions.csv"], $"{columns}\n{string.Join('\n', rows)}\n");
        return PredictionAudit.Judge(PredictionFile.Read(folder["predictions.csv"], null, new Dictionary<string, string>()), null, accepted);
    }

    /// <summary>Names of the checks that failed.</summary>
    public static string[] Failed(this Evaluation evaluation) => Failed(evaluation.Checks);

    public static string[] Failed(IEnumerable<CheckResult> checks) => [.. checks.Where(c => !c.Passed).Select(c => c.Name)];
}
