using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.Losses;

/// <summary>
/// What a distance d from a predicted to a true place costs: on each of a few intervals of d a quadratic a d^2 + b d + c. At a border between two intervals the
/// outer one holds. The historical "funnels" jump at their borders and are steeper inside than outside; they are kept to be compared with.
/// </summary>
public sealed class SpatialLoss
{
    private readonly Piece[] _pieces;

    private SpatialLoss(string name, params Piece[] pieces) => (Name, _pieces) = (name, pieces);

    /// <summary>d^2 below 0.3, then 0.3 d + 0.09.</summary>
    public static SpatialLoss WideFunnel { get; } = Funnel(0.3);

    /// <summary>d^2 below 0.1, then 0.1 d + 0.01.</summary>
    public static SpatialLoss NarrowFunnel { get; } = Funnel(0.1);

    /// <summary>10 d^2 below 0.05, d^2 below 0.1, then 0.2 d + 0.01. Its value rises as d falls through 0.05.</summary>
    public static SpatialLoss ThreeStages { get; } = new("three_stages", new(0, 10, 0, 0), new(0.05, 1, 0, 0), new(0.1, 0, 0.2, 0.01));

    /// <summary>The square of each axis' error, added up: what the first versions had.</summary>
    public static SpatialLoss Squared { get; } = new("squared", new Piece(0, 1, 0, 0)) { IsPerAxis = true };

    public string Name { get; }

    /// <summary>Whether each axis' error counts as a distance of its own, instead of both added up as one.</summary>
    private bool IsPerAxis { get; init; }

    /// <summary>d^2 below <paramref name="threshold"/>, then t d + t^2: at t it jumps to twice its value, and grows half as fast from there on.</summary>
    public static SpatialLoss Funnel(double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        return new(FormattableString.Invariant($"funnel_{threshold}"), new(0, 1, 0, 0), new(threshold, 0, threshold, threshold * threshold));
    }

    /// <summary>The loss of a form.</summary>
    /// <param name="form">Which.</param>
    /// <param name="threshold">Of a funnel and of Huber's: the distance from which they are straight lines. The others have none.</param>
    public static SpatialLoss Of(SpatialForm form, double threshold) => form switch
    {
        SpatialForm.Squared => Squared,
        SpatialForm.Funnel => Funnel(threshold),
        SpatialForm.ThreeStages => ThreeStages,
        SpatialForm.Huber => Huber(threshold),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    /// <summary>d^2 below <paramref name="threshold"/>, then the tangent 2 t d - t^2: neither value nor slope jumps (Huber 1964).</summary>
    public static SpatialLoss Huber(double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        return new(FormattableString.Invariant($"huber_{threshold}"), new(0, 1, 0, 0), new(threshold, 0, 2 * threshold, -threshold * threshold));
    }

    /// <summary>The cost of a distance, and how fast it grows there.</summary>
    public (double Value, double Slope) At(double distance)
    {
        var (_, a, b, c) = PieceAt(distance);
        return ((((a * distance) + b) * distance) + c, (2 * a * distance) + b);
    }

    /// <summary>
    /// The cost of predicted places, (B, 2) each -> (B). d is |x - x*| + |y - y*| in normalised coordinates. Which quadratic holds is decided by d as it is and
    /// takes no part in the gradient, which is the slope of that quadratic times the sign of each axis' error, 0 at 0.
    /// </summary>
    public Tensor Of(Tensor predicted, Tensor truth)
    {
        var errors = predicted.Subtract(truth).Abs();
        var distances = IsPerAxis ? errors : errors.Sum([1]);
        var engine = predicted.Engine;
        var (a, b, c) = (new float[distances.Count], new float[distances.Count], new float[distances.Count]);
        var d = distances.AsSpan();
        for (var i = 0; i < d.Length; i++)
        {
            var piece = PieceAt(d[i]);
            (a[i], b[i], c[i]) = ((float)piece.Square, (float)piece.Linear, (float)piece.Constant);
        }
        var cost = Coefficients(a).Multiply(distances).Add(Coefficients(b)).Multiply(distances).Add(Coefficients(c));
        return IsPerAxis ? cost.Sum([1]) : cost;

        Tensor Coefficients(float[] values) => IsPerAxis ? engine.From(values, values.Length / 2, 2) : engine.From(values, values.Length);
    }

    private Piece PieceAt(double distance)
    {
        var at = _pieces.Length - 1;
        while (at > 0 && distance < _pieces[at].From)
            at--;
        return _pieces[at];
    }

    private readonly record struct Piece(double From, double Square, double Linear, double Constant);
}
