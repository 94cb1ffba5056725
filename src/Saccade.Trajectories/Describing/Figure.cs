using System.Globalization;

namespace Saccade.Trajectories.Describing;

/// <summary>
/// A number that a description may mention, with where it comes from. Its text is a function of the number and its unit alone. A class is the
/// number of nothing: its figure has a word instead.
/// </summary>
/// <param name="Name">By which templates mention it.</param>
/// <param name="Value">Rounded to four decimals, so that what is stored and what is said are one number; NaN for a word.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Source">Which part of the prediction it is, or is worked out from.</param>
/// <param name="Word">The text of a figure that is no number.</param>
public sealed record Figure(string Name, double Value, FigureUnit Unit, string Source, string? Word = null)
{
    private const int Decimals = 4;

    public double Value { get; } = Math.Round(Value, Decimals);

    /// <summary>The number as sentences say it, with its unit.</summary>
    public string Text => Word ?? Unit switch
    {
        FigureUnit.Share => PerCent.Of(Value, Value is > 0.99 or < 0.01 ? 1 : 0),
        FigureUnit.Pixels => Number(Value, Math.Abs(Value) < 10 ? 1 : 0) + " px",
        FigureUnit.PixelsPerSecond => Number(Value, Math.Abs(Value) < 10 ? 1 : 0) + " px/s",
        FigureUnit.Degrees => Number(Value, 0) + " degrees",
        FigureUnit.Seconds => Number(Value, 2) + " s",
        FigureUnit.Turns => Number(Value, 2) + " turns",
        FigureUnit.World => Number(Value, 2),
        _ => Number(Value, 0),
    };

    public static Figure Named(string name, string word, string source) => new(name, double.NaN, FigureUnit.Frame, source, word);

    // A negative zero would be said with its sign.
    private static string Number(double value, int decimals)
    {
        var text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return text.AsSpan().TrimStart('-').IndexOfAnyExcept('0', '.') < 0 ? text.TrimStart('-') : text;
    }
}

/// <summary>What a figure counts.</summary>
public enum FigureUnit
{
    /// <summary>0 to 1, said in per cent.</summary>
    Share,

    /// <summary>Of the input's picture.</summary>
    Pixels,

    /// <summary>Of the input's picture, a second.</summary>
    PixelsPerSecond,

    /// <summary>In the picture: 0 to the right, 90 up.</summary>
    Degrees,

    Seconds,

    /// <summary>Whole revolutions.</summary>
    Turns,

    /// <summary>World units.</summary>
    World,

    /// <summary>A frame's number in the clip, from 0.</summary>
    Frame,
}
