namespace Saccade.Trajectories.Describing;

/// <summary>Words for numbers, each kind in one place.</summary>
public static class Wording
{
    /// <summary>
    /// From which of the model's own probabilities on an answer is called what. The bands are about as wide as verbal probabilities are
    /// understood; what the probability itself is worth is the run's calibration error (<c>ece</c>) to say.
    /// </summary>
    public static IReadOnlyList<(double From, string Words)> Confidence { get; } =
        [(0.99, "almost certainly"), (0.9, "very likely"), (0.7, "probably"), (0.5, "perhaps"), (0, "only by a small margin")];

    private static readonly string[] Directions =
        ["to the right", "up and to the right", "up", "up and to the left", "to the left", "down and to the left", "down", "down and to the right"];

    private static readonly Dictionary<string, Func<double, string>> All = new()
    {
        ["confidence"] = probability => Confidence.First(band => probability >= band.From || band.From == 0).Words,
        ["direction"] = degrees => Directions[(int)Math.Round(((degrees % 360) + 360) / 45) % 8],
        ["sense"] = turns => turns > 0 ? "counter-clockwise" : "clockwise",
        ["climbs"] = rise => rise > 0 ? "climbs" : "sinks",
    };

    /// <summary>The names that templates may use.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <exception cref="KeyNotFoundException">There is no such wording.</exception>
    internal static string Of(string name, double value) => All[name](value);
}
