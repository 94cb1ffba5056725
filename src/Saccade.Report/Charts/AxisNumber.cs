namespace Saccade.Report.Charts;

/// <summary>Numbers beside an axis: as short as they can be.</summary>
internal static class AxisNumber
{
    public static string Of(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e9 => $"{value / 1e9:0.##}G",
        >= 1e6 => $"{value / 1e6:0.##}M",
        >= 1e4 => $"{value / 1e3:0.##}k",
        < 1e-3 => value.ToString("0.##e+0"),
        _ => value.ToString("0.####"),
    };
}
