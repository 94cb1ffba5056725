using Saccade.Editing.Grid;
using Saccade.Editing.Suggesting.Fitting;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>Motion and crop of a clip from the cells of a grid of nine values: a value where they stand still, keyframes where they do not.</summary>
internal static class PredictedPlacement
{
    private const int Scale = 2, X = 3, Y = 4, Left = 5, Right = 6, Top = 7, Bottom = 8;

    /// <param name="grid">What is shown.</param>
    /// <param name="track">From 0.</param>
    /// <param name="first">The clip's first row.</param>
    /// <param name="end">The row after its last.</param>
    /// <param name="clock">The rows' times.</param>
    public static (Motion Motion, Crop Crop) Of(TimelineGrid grid, int track, int first, int end, StepClock clock)
    {
        var rows = clock.Distinct(first, end);
        var start = clock.Edge(first);
        Rational[] times = [.. rows.Select(r => clock.Seen(r) - start)];
        var scale = KeyframeFit.Number(times, Numbers(Scale), Fineness.Scale).Map(s => new Pair(s, s));
        var place = Numbers(X).Zip(Numbers(Y), (x, y) => new Pair(x, y)).ToArray();
        var position = KeyframeFit.Point(times, place, Fineness.Position);
        var crop = new[] { Left, Right, Top, Bottom }.Select(side => KeyframeFit.Number(times, Numbers(side), Fineness.Crop)).ToArray();
        var motion = scale.Equals(Motion.None.Scale) && position.Equals(Motion.None.Position) ? Motion.None : new Motion { Scale = scale, Position = position };
        return (motion, crop.All(c => c.Equals(0)) ? Crop.None : new Crop { Left = crop[0], Right = crop[1], Top = crop[2], Bottom = crop[3] });

        double[] Numbers(int value) => [.. rows.Select(r => (double)grid.Row(r)[(track * grid.Layout.Values.Count) + value])];
    }
}
