namespace Saccade.Counting.Pointing;

/// <summary>The cells of <see cref="CellGrid.Around"/>, to be gone through with <c>foreach</c>. A struct that allocates nothing: it is gone through for each mark of each step.</summary>
public struct CellsAround
{
    private readonly int _side, _left, _right, _bottom;
    private int _column, _row;

    /// <param name="side">Cells along the canvas.</param>
    /// <param name="cell">In the middle.</param>
    /// <param name="reach">Cells from there to each side.</param>
    internal CellsAround(int side, int cell, int reach)
    {
        var (row, column) = Math.DivRem(cell, side);
        (_side, _left, _right, _bottom) = (side, Math.Max(0, column - reach), Math.Min(side - 1, column + reach), Math.Min(side - 1, row + reach));
        (_column, _row) = (_left - 1, Math.Max(0, row - reach));
    }

    public readonly int Current => (_row * _side) + _column;

    public readonly CellsAround GetEnumerator() => this;

    public bool MoveNext()
    {
        if (++_column <= _right)
            return true;
        _column = _left;
        return ++_row <= _bottom;
    }
}
