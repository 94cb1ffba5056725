using System.Globalization;
using System.Text.RegularExpressions;
using Saccade.Editing.Time;

namespace Saccade.Cli.Suggesting;

/// <summary>Lengths of time as people write them: 120, 120s, 2m, 1m30s, 1:30, 1:02:03.5.</summary>
internal static partial class LengthText
{
    private const int Sixty = 60;

    /// <param name="option">Whose value it is.</param>
    /// <param name="text">What was written.</param>
    /// <returns>Seconds; positive.</returns>
    /// <exception cref="UsageException">It is no length.</exception>
    public static Rational Read(string option, string text)
    {
        var match = Units().Match(text);
        var clock = Clock().Match(text);
        var parts = match.Success ? new[] { match.Groups["h"], match.Groups["m"], match.Groups["s"] } : [clock.Groups["h"], clock.Groups["m"], clock.Groups["s"]];
        var length = Rational.Zero;
        foreach (var part in parts)
            length = (length * Sixty) + (part.Success && Rational.TryParse(part.Value, out var number) ? number : Rational.Zero);
        return (match.Success || clock.Success) && length.Sign > 0 ? length
            : throw new UsageException($"{option} is '{text}', but has to be a length such as 120s, 2m or 1:30");
    }

    /// <summary>"1:02.5": minutes, seconds and tenths; hours where there are any.</summary>
    public static string Of(Rational time)
    {
        var tenths = (time * 10).Round();
        var (hours, minutes, rest) = (tenths / (10 * Sixty * Sixty), tenths / (10 * Sixty) % Sixty, tenths % (10 * Sixty));
        var seconds = (rest / 10.0).ToString("00.0", CultureInfo.InvariantCulture);
        return hours > 0 ? $"{hours}:{minutes:00}:{seconds}" : $"{minutes}:{seconds}";
    }

    [GeneratedRegex(@"^(?=.)(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,8}(?:\.\d{1,6})?)s?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Units();

    [GeneratedRegex(@"^(?:(?<h>\d{1,6}):)?(?<m>\d{1,6}):(?<s>\d{1,8}(?:\.\d{1,6})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
