namespace Saccade.Studio.Curves;

/// <summary>Rows of numbers by step, in columns that may come later than the first row. What a row lacks is NaN.</summary>
internal sealed class CurveTable
{
    private readonly List<Column> columns = [];
    private readonly Dictionary<string, Column> byName = new(StringComparer.Ordinal);
    private long[] steps = [];
    private int expected = 256;

    /// <summary>Rows that are whole.</summary>
    public int Count { get; private set; }

    /// <summary>How many numbers it holds.</summary>
    public long Size => (long)Count * (columns.Count + 1);

    /// <summary>The step of each row, ascending.</summary>
    public ReadOnlySpan<long> Steps => steps.AsSpan(0, Count);

    /// <summary>0 without rows.</summary>
    public long LastStep => Count == 0 ? 0 : steps[Count - 1];

    public IEnumerable<string> Names => columns.Select(c => c.Name);

    /// <returns>Empty: there is no such column.</returns>
    public ReadOnlySpan<double> Values(string name) => byName.TryGetValue(name, out var column) ? column.Of(Count) : [];

    /// <summary>The place of a column, for <see cref="Set"/>; it is made where there is none of that name.</summary>
    public int ColumnOf(string name)
    {
        if (!byName.TryGetValue(name, out var column))
        {
            column = new(columns.Count, name);
            columns.Add(column);
            byName.Add(name, column);
        }
        return column.Place;
    }

    /// <summary>Says how many rows there are going to be, so that memory is taken once.</summary>
    public void Expect(int rows) => expected = Math.Max(expected, rows);

    /// <summary>Puts a value into the row to come.</summary>
    public void Set(int column, double value) => columns[column].Set(Count, value, expected);

    /// <summary>Ends the row.</summary>
    public void Add(long step)
    {
        if (Count == steps.Length)
            Grow(ref steps, Count + 1, expected);
        steps[Count++] = step;
    }

    /// <summary>Forgets what was put into the row to come.</summary>
    public void DropUnfinished()
    {
        foreach (var column in columns)
            column.CutTo(Count);
    }

    /// <summary>Adds the rows of another one.</summary>
    public void Append(CurveTable later)
    {
        var count = Count + later.Count;
        if (count > steps.Length)
            Grow(ref steps, count, expected);
        later.Steps.CopyTo(steps.AsSpan(Count));
        foreach (var column in later.columns.Where(c => !c.IsEmpty))
            columns[ColumnOf(column.Name)].Set(Count, column.Of(later.Count), expected);
        Count = count;
    }

    /// <summary>Forgets all rows, and keeps the columns.</summary>
    public void Empty()
    {
        Count = 0;
        DropUnfinished();
    }

    private static void Grow<T>(ref T[] values, int rows, int expected) => Array.Resize(ref values, rows <= expected ? expected : Math.Max(rows, values.Length * 2));

    private sealed class Column(int place, string name)
    {
        private double[] values = [];
        private int filled;

        public int Place => place;
        public string Name => name;
        public bool IsEmpty => filled == 0;

        public void Set(int row, double value, int expected)
        {
            if (row >= values.Length || row > filled)
                Reach(row + 1, expected);
            values[row] = value;
            filled = Math.Max(filled, row + 1);
        }

        public void Set(int row, ReadOnlySpan<double> later, int expected)
        {
            Reach(row + later.Length, expected);
            later.CopyTo(values.AsSpan(row));
        }

        public ReadOnlySpan<double> Of(int rows)
        {
            Reach(rows, rows);
            return values.AsSpan(0, rows);
        }

        public void CutTo(int rows) => filled = Math.Min(filled, rows);

        private void Reach(int rows, int expected)
        {
            if (rows > values.Length)
                Grow(ref values, rows, expected);
            if (rows > filled)
                values.AsSpan(filled, rows - filled).Fill(double.NaN);
            filled = Math.Max(filled, rows);
        }
    }
}
