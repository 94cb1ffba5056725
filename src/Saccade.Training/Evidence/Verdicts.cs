namespace Saccade.Training;

/// <summary>The words of a verdict, from best to worst, and which of two is worse.</summary>
public static class Verdicts
{
    /// <summary>The paired interval of model minus best baseline excludes zero on the better side.</summary>
    public const string Supported = "supported";

    /// <summary>There is no baseline to compare with, hence nothing is claimed.</summary>
    public const string NothingClaimed = "nothing claimed";

    private const string NoBetterPrefix = "no better than ";
    private const string InvalidPrefix = "invalid: ";

    public static string NoBetterThan(string baseline) => NoBetterPrefix + baseline;

    public static string Invalid(string check) => InvalidPrefix + check;

    /// <summary>The verdict of a failed check, with what the numbers are instead where it says so.</summary>
    public static string Invalid(CheckResult check) => Invalid(check.Instead is null ? check.Name : $"{check.Name} ({check.Instead})");

    /// <summary>Whether the numbers are meaningless; commands then end with exit code 3.</summary>
    public static bool IsInvalid(string verdict) => verdict.StartsWith(InvalidPrefix, StringComparison.Ordinal);

    /// <summary>The worst verdict of several; the first of equally bad ones.</summary>
    public static string Worst(IEnumerable<string> verdicts) => verdicts.MaxBy(Severity) ?? NothingClaimed;

    private static int Severity(string verdict) =>
        IsInvalid(verdict) ? 3 : verdict.StartsWith(NoBetterPrefix, StringComparison.Ordinal) ? 2 : verdict == NothingClaimed ? 1 : 0;
}
