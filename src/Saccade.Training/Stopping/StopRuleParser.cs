using System.Globalization;

namespace Saccade.Training;

/// <summary>
/// Reads the recipe's <c>stop</c> key:
/// <code>
/// rule     = any(rule, ..) | all(rule, ..)
///          | patience(metric, epochs[, gain]) | plateau(metric, epochs, width)
///          | target(metric, value) | time(duration)
/// metric   = loss | train_loss | one of the application's metrics, on the validation split
/// duration = number followed by s, m or h
/// </code>
/// For example <c>any(patience(accuracy, 5), time(15m))</c>, or
/// <c>all(target(accuracy, 0.75), target(attention_ratio, 1.5))</c>. Which way a metric is better is its own property.
/// </summary>
public sealed class StopRuleParser
{
    private const int MaximumDepth = 16;
    private static readonly string[] RuleNames = ["any", "all", "patience", "plateau", "target", "time"];
    private readonly string text;
    private readonly IReadOnlyDictionary<string, bool> metrics;
    private int position;

    private StopRuleParser(string text, IReadOnlyDictionary<string, bool> metrics)
    {
        this.text = text;
        this.metrics = metrics;
    }

    /// <param name="text">The rule; empty for a run that goes to its last epoch.</param>
    /// <param name="metrics">Names that rules may watch, and whether higher is better; <c>loss</c> and <c>train_loss</c> are always known.</param>
    /// <exception cref="RecipeException">The text is no rule; says where and what was expected.</exception>
    public static IStopRule? Parse(string text, IReadOnlyDictionary<string, bool> metrics)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var parser = new StopRuleParser(text, metrics);
        var rule = parser.ReadRule(0);
        parser.SkipSpace();
        if (parser.position < text.Length)
            throw parser.Error($"has '{text[parser.position..]}' after the end of the rule");
        return rule;
    }

    private IStopRule ReadRule(int depth)
    {
        if (depth > MaximumDepth)
            throw Error("is nested too deeply");
        var name = ReadWord();
        if (!RuleNames.Contains(name))
            throw Error($"has no rule '{name}'; the nearest is '{NearestName.Of(name, RuleNames)}' (rules: {string.Join(", ", RuleNames)})");
        Expect('(');
        IStopRule rule = name switch
        {
            "any" => new AnyRule(ReadRules(depth)),
            "all" => new AllRule(ReadRules(depth)),
            "patience" => new PatienceRule(ReadMetric(), ReadEpochs(), Accept(',') ? ReadNumber() : 0),
            "plateau" => new PlateauRule(ReadMetric().Name, ReadEpochs(), ReadNext()),
            "target" => new TargetRule(ReadMetric(), ReadNext()),
            _ => new TimeRule(ReadDuration()),
        };
        Expect(')');
        return rule;
    }

    private List<IStopRule> ReadRules(int depth)
    {
        var rules = new List<IStopRule>();
        do
            rules.Add(ReadRule(depth + 1));
        while (Accept(','));
        return rules;
    }

    private WatchedMeasure ReadMetric()
    {
        var name = ReadWord();
        if (name is "loss" or "train_loss")
            return new WatchedMeasure(name, HigherIsBetter: false);
        return metrics.TryGetValue(name, out var higher)
            ? new WatchedMeasure(name, higher)
            : throw Error($"watches '{name}', which is no metric here; the nearest is '{NearestName.Of(name, ["loss", "train_loss", .. metrics.Keys])}'");
    }

    private int ReadEpochs()
    {
        var value = ReadNext();
        return value >= 1 && value <= 1_000_000 && value == Math.Floor(value) ? (int)value : throw Error("needs a whole number of epochs of at least 1");
    }

    private double ReadNext()
    {
        Expect(',');
        return ReadNumber();
    }

    private double ReadNumber()
    {
        var word = ReadWord();
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Error($"has '{word}' where a number belongs");
    }

    private TimeSpan ReadDuration()
    {
        var word = ReadWord();
        double? unit = word.Length == 0 ? null : word[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null };
        return unit is { } seconds && double.TryParse(word[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value * seconds < 1e8
            ? TimeSpan.FromSeconds(value * seconds)
            : throw Error($"has '{word}' where a duration such as 90s, 15m or 2h belongs");
    }

    private string ReadWord()
    {
        SkipSpace();
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '.' or '-' or '+'))
            position++;
        return text[start..position];
    }

    private bool Accept(char character)
    {
        SkipSpace();
        if (position >= text.Length || text[position] != character)
            return false;
        position++;
        return true;
    }

    private void Expect(char character)
    {
        if (!Accept(character))
            throw Error(position < text.Length ? $"has '{text[position]}' where '{character}' belongs" : $"ends where '{character}' belongs");
    }

    private void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }

    private RecipeException Error(string cause) => new("recipe", 0, "stop", $"{cause}, at character {position + 1} of '{text}'");
}
