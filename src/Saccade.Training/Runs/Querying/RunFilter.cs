namespace Saccade.Training;

/// <summary>
/// Which runs are wanted: comparisons (<c>= != &gt; &gt;= &lt; &lt;= ~</c>, the last for "contains") joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses, such as
/// <c>metric.accuracy &gt; 0.9 and (task = counting or not status = failed)</c>. Numbers compare as numbers, all else as text without regard to case. A comparison
/// with a value that a run lacks is false, whichever it is.
/// </summary>
public sealed class RunFilter
{
    private const int DeepestNesting = 100;
    private static readonly string[] Comparisons = ["!=", ">=", "<=", "=", ">", "<", "~"];

    private readonly string text;
    private readonly List<string> names = [];
    private readonly Func<IReadOnlyDictionary<string, RunValue>, bool> accepts;
    private int at;
    private int depth;

    private RunFilter(string text)
    {
        this.text = text;
        accepts = Either();
        SkipSpace();
        if (at < text.Length)
            throw Wrong(text[at] == ')' ? "this parenthesis was never opened" : "'and' or 'or' has to stand here");
    }

    /// <summary>The names of values that it asks for.</summary>
    public IReadOnlyList<string> Names => names;

    /// <exception cref="RunQueryException">It cannot be understood; says where and what is wanted there.</exception>
    public static RunFilter Parse(string text) => new(text);

    /// <param name="fields">A run's values, as <see cref="RunFields"/> names them.</param>
    public bool Accepts(IReadOnlyDictionary<string, RunValue> fields) => accepts(fields);

    private Func<IReadOnlyDictionary<string, RunValue>, bool> Either()
    {
        var left = Both();
        while (Word("or"))
        {
            var (first, second) = (left, Both());
            left = f => first(f) || second(f);
        }
        return left;
    }

    private Func<IReadOnlyDictionary<string, RunValue>, bool> Both()
    {
        var left = Single();
        while (Word("and"))
        {
            var (first, second) = (left, Single());
            left = f => first(f) && second(f);
        }
        return left;
    }

    private Func<IReadOnlyDictionary<string, RunValue>, bool> Single()
    {
        if (++depth > DeepestNesting)
            throw Wrong($"it is nested more than {DeepestNesting} deep");
        try
        {
            if (Word("not"))
            {
                var inner = Single();
                return f => !inner(f);
            }
            SkipSpace();
            if (at < text.Length && text[at] == '(')
            {
                at++;
                var inner = Either();
                SkipSpace();
                if (at == text.Length || text[at] != ')')
                    throw Wrong("a closing parenthesis is missing");
                at++;
                return inner;
            }
            return Compared();
        }
        finally
        {
            depth--;
        }
    }

    private Func<IReadOnlyDictionary<string, RunValue>, bool> Compared()
    {
        var name = Token("the name of a value, such as metric.accuracy");
        SkipSpace();
        var comparison = Comparisons.FirstOrDefault(c => string.CompareOrdinal(text, at, c, 0, c.Length) == 0) ?? throw Wrong($"one of {string.Join(' ', Comparisons)} has to stand here");
        at += comparison.Length;
        var wanted = RunValue.Parse(Token("a value"));
        names.Add(name);
        return fields => fields.TryGetValue(name, out var value) && Holds(comparison, value, wanted);
    }

    private static bool Holds(string comparison, RunValue value, RunValue wanted)
    {
        if (comparison == "~")
            return value.Text.Contains(wanted.Text, StringComparison.OrdinalIgnoreCase);
        // What was typed reads as a number, but a name or a time is a text also where it has digits only.
        if (value.Number is null)
            wanted = RunValue.Of(wanted.Text);
        // A number and a text are not the same, and neither is the greater.
        var comparable = (value.Number is null) == (wanted.Number is null);
        var order = value.CompareTo(wanted);
        return comparison switch
        {
            "=" => comparable && order == 0,
            "!=" => !comparable || order != 0,
            ">" => comparable && order > 0,
            ">=" => comparable && order >= 0,
            "<" => comparable && order < 0,
            _ => comparable && order <= 0,
        };
    }

    private bool Word(string word)
    {
        SkipSpace();
        var end = at + word.Length;
        if (end > text.Length || string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0 || (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '('))
            return false;
        at = end;
        return true;
    }

    /// <summary>A word, or anything in quotes.</summary>
    private string Token(string wanted)
    {
        SkipSpace();
        if (at == text.Length)
            throw Wrong($"{wanted} has to stand here");
        if (text[at] is '"' or '\'')
        {
            var close = text.IndexOf(text[at], at + 1);
            if (close < 0)
                throw Wrong("this quotation never ends");
            var quoted = text[(at + 1)..close];
            at = close + 1;
            return quoted;
        }
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !"()=!<>~\"'".Contains(text[at], StringComparison.Ordinal))
            at++;
        return at > start ? text[start..at] : throw Wrong($"{wanted} has to stand here");
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private RunQueryException Wrong(string what) => new($"--where \"{text}\": {what}, at character {at + 1}");
}
