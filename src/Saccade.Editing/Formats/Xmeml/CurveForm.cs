using System.Xml.Linq;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>How one kind of value is written inside <c>value</c>.</summary>
/// <typeparam name="T">double or <see cref="Pair"/>.</typeparam>
internal sealed class CurveForm<T>(Func<XElement, T?> read, Action<XElement, T> write)
    where T : struct
{
    /// <summary>Null where the element does not hold such a value.</summary>
    public T? Read(XElement value) => read(value);

    /// <summary>Changes only what is not so already.</summary>
    public void Write(XElement value, T number)
    {
        if (!Equals(Read(value), number))
            write(value, number);
    }
}

internal static class CurveForms
{
    public static CurveForm<double> Number { get; } = new(
        value => !value.HasElements && XmemlText.TryNumber(value.Value.Trim(), out var number) ? number : null,
        (value, number) => value.Value = XmemlText.Number(number));

    public static CurveForm<Pair> Point { get; } = new(
        value => XmemlText.TryNumber(value.Text("horiz"), out var x) && XmemlText.TryNumber(value.Text("vert"), out var y) ? new Pair(x, y) : null,
        (value, pair) =>
        {
            Xml.XmlLayout.SetChild(value, "horiz", XmemlText.Number(pair.X));
            Xml.XmlLayout.SetChild(value, "vert", XmemlText.Number(pair.Y));
        });

    /// <summary>One number for both directions, as xmeml has it for the scale.</summary>
    public static CurveForm<Pair> Uniform { get; } = new(
        value => Number.Read(value) is { } number ? new Pair(number, number) : null,
        (value, pair) => Number.Write(value, pair.X));
}
