using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>A verdict in a frame whose colour and sign say at a glance which kind it is.</summary>
public static class VerdictBadge
{
    public static Html Of(string verdict)
    {
        var (kind, sign) = verdict == Verdicts.Supported ? ("good", "✓") : Verdicts.IsInvalid(verdict) ? ("bad", "✗") : ("doubtful", "≈");
        return Html.Of($"<span class=\"badge {kind}\"><span aria-hidden=\"true\">{sign}</span>\u00A0{verdict.Replace('_', ' ')}</span>");
    }
}
