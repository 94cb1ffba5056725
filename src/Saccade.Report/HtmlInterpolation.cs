using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Saccade.Report;

/// <summary>Collects an interpolated string for <see cref="Html.Of"/>: literals as they are, holes escaped.</summary>
[InterpolatedStringHandler]
public readonly struct HtmlInterpolation(int literalLength, int formattedCount)
{
    private readonly StringBuilder _markup = new(literalLength + 16 * formattedCount);

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(Html piece) => _markup.Append(piece.ToString());

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
            _markup.Append(piece.ToString());
    }

    public void AppendFormatted(string? text) => _markup.Append(Html.Escape(text));

    /// <summary>A number, in the same form in every culture.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => _markup.Append(Html.Escape(value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => _markup.ToString();
}
