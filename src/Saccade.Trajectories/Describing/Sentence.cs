using System.Text.RegularExpressions;

namespace Saccade.Trajectories.Describing;

/// <summary>
/// A sentence made of a template and figures. A template holds no number of its own: <c>{name}</c> is a figure's text, and
/// <c>{name:wording}</c> a word that one of the <see cref="Wording"/>s finds for its value.
/// </summary>
public sealed partial class Sentence
{
    /// <param name="template">See above.</param>
    /// <param name="figures">All there are; those that the template mentions are kept.</param>
    /// <exception cref="KeyNotFoundException">The template mentions a figure or a wording that does not exist.</exception>
    public Sentence(string template, IReadOnlyDictionary<string, Figure> figures)
    {
        Template = template;
        var mentioned = new List<(string Placeholder, Figure Figure, string Text)>();
        Text = Placeholder().Replace(template, match =>
        {
            var figure = figures[match.Groups["name"].Value];
            var text = match.Groups["wording"].Success ? Wording.Of(match.Groups["wording"].Value, figure.Value) : figure.Text;
            mentioned.Add((match.Value, figure, text));
            return text;
        });
        Mentioned = mentioned;
    }

    public string Template { get; }

    public string Text { get; }

    /// <summary>What stands for each placeholder of the template, in order.</summary>
    public IReadOnlyList<(string Placeholder, Figure Figure, string Text)> Mentioned { get; }

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<wording>\w+))?\}")]
    private static partial Regex Placeholder();
}
