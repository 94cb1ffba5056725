using System.Globalization;

namespace Saccade.Trajectories;

/// <summary>Shares in per cent, for people: rounding alone never makes all or nothing of one.</summary>
public static class PerCent
{
    /// <summary>Such as <c>62 %</c>, <c>over 99 %</c> or, with one decimal, <c>under 0.1 %</c>.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="decimals">After the point.</param>
    public static string Of(double share, int decimals = 0)
    {
        var least = Math.Pow(10, -decimals);
        return (100 * share) switch
        {
            var value when value >= 100 - 0.5 * least => $"over {Number(100 - least)} %",
            var value when value < 0.5 * least => $"under {Number(least)} %",
            var value => $"{Number(value)} %",
        };

        string Number(double value) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
