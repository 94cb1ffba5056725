using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Data;

/// <summary>How the numbers of a grid are brought to one size.</summary>
public enum Normalisation
{
    /// <summary>(v - mean) / deviation, column by column over all rows of the training split, inactive ones too; a column that does not vary is only shifted.</summary>
    ZScore,

    /// <summary>(v - least) / (greatest - least) over the same rows.</summary>
    MinMax,
}

/// <summary>
/// Brings every number column of a grid (each track's scale, position, .. on its own) to one size; <c>active</c> and <c>asset</c> stay as they are. A track that is
/// seldom used gets large numbers that way: there for a share p of the time with one value, it is sqrt((1 - p) / p) deviations away then.
/// </summary>
public sealed class ColumnScaler
{
    private readonly double[] _shift, _scale;
    private readonly bool[] _varies;

    private ColumnScaler(GridLayout layout, double[] shift, double[] scale, bool[]? varies = null) =>
        (Layout, _shift, _scale, _varies) = (layout, shift, scale, varies ?? new bool[layout.Width]);

    public GridLayout Layout { get; }

    /// <summary>Columns that vary over the rows that it was fitted to (none where that is not known), in <paramref name="group"/>: each adds about one over the mean number of active tracks to what zeros score.</summary>
    public int Varying(NumberGroup group)
    {
        var varying = 0;
        for (var track = 0; track < GridLayout.Tracks; track++)
            for (var i = 0; i < group.Count; i++)
                varying += _varies[track * Layout.Values.Count + GridLayout.FirstNumber + group.First + i] ? 1 : 0;
        return varying;
    }

    /// <summary>Leaves every number as it is.</summary>
    public static ColumnScaler None(GridLayout layout) => new(layout, new double[layout.Width], Filled(layout.Width, 1));

    /// <param name="layout">What a row holds.</param>
    /// <param name="rows">(.., K V): the training split's numbers, all finite.</param>
    /// <param name="kind">How.</param>
    public static ColumnScaler Fit(GridLayout layout, IReadOnlyList<ReadOnlyMemory<float>> rows, Normalisation kind)
    {
        var width = layout.Width;
        var (sum, least, greatest) = (new double[width], Filled(width, double.PositiveInfinity), Filled(width, double.NegativeInfinity));
        long count = 0;
        foreach (var part in rows)
        {
            var values = part.Span;
            count += values.Length / width;
            for (var i = 0; i < values.Length; i++)
            {
                var column = i % width;
                sum[column] += values[i];
                least[column] = Math.Min(least[column], values[i]);
                greatest[column] = Math.Max(greatest[column], values[i]);
            }
        }
        var squares = new double[width];
        foreach (var part in rows)
        {
            var values = part.Span;
            for (var i = 0; i < values.Length; i++)
                squares[i % width] += Math.Pow(values[i] - sum[i % width] / count, 2);
        }
        var (shift, scale, varies) = (new double[width], Filled(width, 1), new bool[width]);
        for (var i = 0; i < width; i++)
        {
            if (i % layout.Values.Count < GridLayout.FirstNumber || count == 0)
                continue;
            varies[i] = greatest[i] > least[i];
            shift[i] = kind == Normalisation.ZScore ? sum[i] / count : least[i];
            scale[i] = !varies[i] ? 1 : kind == Normalisation.ZScore ? Math.Sqrt(squares[i] / count) : greatest[i] - least[i];
        }
        return new ColumnScaler(layout, shift, scale, varies);
    }

    /// <summary>The normalised number of a column.</summary>
    /// <param name="column">Within a row: track times values, plus value.</param>
    public float Normalise(int column, float value) => (float)((value - _shift[column]) / _scale[column]);

    /// <summary>What <see cref="Normalise(int, float)"/> was given.</summary>
    public double Restore(int column, double normalised) => normalised * _scale[column] + _shift[column];

    /// <summary>(.., K V) -> the same, normalised.</summary>
    public void Normalise(ReadOnlySpan<float> rows, Span<float> to)
    {
        for (var i = 0; i < rows.Length; i++)
            to[i] = Normalise(i % Layout.Width, rows[i]);
    }

    /// <summary>What a run keeps, so that it can be used without its data.</summary>
    public JsonObject ToJson() => new()
    {
        ["shift"] = new JsonArray([.. _shift.Select(v => (JsonNode)v)]),
        ["scale"] = new JsonArray([.. _scale.Select(v => (JsonNode)v)]),
    };

    /// <exception cref="RunException">The numbers are not those of this layout.</exception>
    public static ColumnScaler FromJson(GridLayout layout, JsonNode? json)
    {
        try
        {
            var (shift, scale) = (Numbers("shift"), Numbers("scale"));
            return shift.Length == layout.Width && scale.Length == layout.Width && Array.TrueForAll(scale, s => s > 0)
                ? new ColumnScaler(layout, shift, scale)
                : throw new RunException($"the run's scalers are not those of {layout.Width} columns");
        }
        catch (Exception failure) when (failure is InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new RunException("the run's scalers cannot be understood", failure);
        }

        double[] Numbers(string name) => [.. json![name]!.AsArray().Select(v => v!.GetValue<double>())];
    }

    private static double[] Filled(int width, double value)
    {
        var all = new double[width];
        Array.Fill(all, value);
        return all;
    }
}
