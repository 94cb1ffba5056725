using System.Text;

namespace Saccade.Studio.Curves;

/// <summary>Rows of numbers by step, in columns that may come later than the first row. What a row lacks is NaN.</summary>
internal sealed class CurveTable
{
    private readonly List<Column> columns = [];
    private readonly Dictionary<string, Column> byName = new(StringComparer.Ordinal);
    private long[] steps = new long[256];

    /// <summary>Rows that are whole.</summary>
    public int Count { get; private set; }

    /// <summary>How many numbers it holds.</summary>
    public long Size => (long)Count * (columns.Count + 1);

    /// <summary>The step of each row, ascending.</summary>
    public ReadOnlySpan<long> Steps => steps.AsSpan(0, Count);

    public IEnumerable<string> Names => columns.Select(c => c.Name);

    /// <returns>Empty: there is no such column.</returns>
    public ReadOnlySpan<double> Values(string name) => byName.TryGetValue(name, out var column) ? column.Of(Count) : [];

    /// <summary>The column that values of the row to come are put into.</summary>
    /// <param name="expected">Where it is likely to be: rows have their parts in the same order.</param>
    /// <param name="prefix">Of the column's name.</param>
    /// <param name="name">The rest of it.</param>
    /// <returns>Its place, for <see cref="Set"/>.</returns>
    public int ColumnOf(int expected, string prefix, ReadOnlySpan<byte> name)
    {
        if (expected < columns.Count && columns[expected].Prefix == prefix && name.SequenceEqual(columns[expected].Key))
            return expected;
        var whole = prefix + Encoding.UTF8.GetString(name);
        if (!byName.TryGetValue(whole, out var column))
        {
            column = new(columns.Count, whole, prefix, name.ToArray());
            columns.Add(column);
            byName.Add(whole, column);
        }
        return column.Place;
    }

    /// <summary>Puts a value into the row to come.</summary>
    public void Set(int column, double value) => columns[column].Set(Count, value);

    /// <summary>Ends the row.</summary>
    public void Add(long step)
    {
        if (Count == steps.Length)
            Array.Resize(ref steps, Count * 2);
        steps[Count++] = step;
    }

    public void Clear()
    {
        Count = 0;
        columns.Clear();
        byName.Clear();
    }

    private sealed class Column(int place, string name, string prefix, byte[] key)
    {
        private double[] values = [];
        private int filled;

        public int Place => place;
        public string Name => name;
        public string Prefix => prefix;
        public byte[] Key => key;

        public void Set(int row, double value)
        {
            Reach(row + 1);
            values[row] = value;
        }

        public ReadOnlySpan<double> Of(int rows)
        {
            Reach(rows);
            return values.AsSpan(0, rows);
        }

        private void Reach(int rows)
        {
            if (rows > values.Length)
                Array.Resize(ref values, Math.Max(rows, Math.Max(256, values.Length * 2)));
            if (rows > filled)
                values.AsSpan(filled, rows - filled).Fill(double.NaN);
            filled = Math.Max(filled, rows);
        }
    }
}
