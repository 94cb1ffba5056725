using Saccade.Training;

namespace Saccade.Report;

/// <summary>
/// Numbers as reports print them: three significant digits, no false precision, a word where there is no number. What is less than 1 is not rounded
/// up to it: as a share it would say that nothing went wrong.
/// </summary>
public static class NumberText
{
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
            return "n/a";
        var size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            >= 1e6 or < 1e-4 => value.ToString("0.##e+0"),
            >= 100 => value.ToString("0"),
            >= 10 => value.ToString("0.0"),
            >= 1 => value.ToString("0.00"),
            >= 0.9995 => (Math.Sign(value) * Math.Min(0.9999, size)).ToString("0.0000"),
            >= 0.1 => value.ToString("0.000"),
            _ => value.ToString("0.####"),
        };
    }

    /// <summary>With its sign, for a difference.</summary>
    public static string Signed(double value) => value > 0 ? "+" + Of(value) : Of(value);

    /// <summary>Such as <c>0.962 (0.951 to 0.972)</c>; the bounds are left out where there are none.</summary>
    public static string Of(Interval interval) =>
        double.IsNaN(interval.Low) ? Of(interval.Value) : $"{Of(interval.Value)} ({Of(interval.Low)} to {Of(interval.High)})";

    /// <summary>With separated thousands.</summary>
    public static string Count(long value) => value.ToString("#,0");

    /// <summary>A large number as it is said, such as <c>6.41 million</c>.</summary>
    public static string InWords(long value) => value switch
    {
        >= 1_000_000_000 => $"{Of(value / 1e9)} billion",
        >= 1_000_000 => $"{Of(value / 1e6)} million",
        _ => Count(value),
    };

    /// <summary>Such as <c>42 s</c>, <c>3 min 20 s</c> or <c>2 h 05 min</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => $"{time.TotalSeconds:0} s",
        < 3600 => $"{time.Minutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };

    /// <summary>A snake_case name in words.</summary>
    public static string Words(string name) => name.Replace('_', ' ');
}
