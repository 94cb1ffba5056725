using Saccade.Editing.Grid;

namespace Saccade.Editing.Corpora;

/// <summary>What one track shows at one step: a cell of a grid of nine values.</summary>
/// <param name="Active">Whether a clip is there.</param>
/// <param name="Asset">Its class; 0 without a clip.</param>
/// <param name="Scale">In per cent.</param>
/// <param name="X">In parts of the frame's width, from its centre.</param>
/// <param name="Y">In parts of its height.</param>
/// <param name="Left">In per cent, like the other crops.</param>
public readonly record struct TrackState(bool Active, int Asset, double Scale, double X = 0, double Y = 0, double Left = 0, double Right = 0, double Top = 0, double Bottom = 0)
{
    /// <summary>No clip.</summary>
    public static TrackState None { get; } = new(false, 0, 100);

    /// <summary>A state from a grid's cell; numbers are as exact as float32 is.</summary>
    /// <param name="cell">(9)</param>
    public static TrackState Of(ReadOnlySpan<float> cell) =>
        new(cell[GridLayout.Active] == 1, (int)cell[GridLayout.Asset], Exact(cell[2]), Exact(cell[3]), Exact(cell[4]), Exact(cell[5]), Exact(cell[6]), Exact(cell[7]), Exact(cell[8]));

    /// <param name="cell">(9)</param>
    public void Write(Span<float> cell)
    {
        ReadOnlySpan<double> all = [Active ? 1 : 0, Asset, Scale, X, Y, Left, Right, Top, Bottom];
        for (var i = 0; i < all.Length; i++)
            cell[i] = (float)all[i];
    }

    // Numbers of a corpus have at most three decimals.
    private static double Exact(float value) => Math.Round((double)value, 3);
}
