using System.Net;

namespace Saccade.Report;

/// <summary>
/// A piece of HTML or SVG in which all text is escaped already. Made from an interpolated string: what stands in the literal is
/// markup, what stands in a hole is text and gets escaped, unless it is <see cref="Html"/> itself. So nothing can be forgotten.
/// </summary>
public readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Empty => default;

    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    /// <summary>Markup that somebody else vouches for, such as an application's own section.</summary>
    public static Html Trusted(string markup) => new(markup);

    public static Html Text(string text) => new(Escape(text));

    public static Html Concat(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p._markup)));

    public override string ToString() => _markup ?? "";

    internal static string Escape(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
