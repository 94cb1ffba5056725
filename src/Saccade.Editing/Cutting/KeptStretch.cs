using Saccade.Editing.Time;

namespace Saccade.Editing.Cutting;

/// <summary>A stretch of a recording that is to be kept. A choice is a list of them, in the order of their starts, without overlaps.</summary>
/// <param name="Start">In seconds on the recording's clock.</param>
/// <param name="End">Where it is left; later than <paramref name="Start"/>.</param>
/// <param name="Confidence">How sure the cutter is that it is to be kept, 0 to 1.</param>
/// <param name="Reason">Why, in words for the editor, on one line.</param>
public sealed record KeptStretch(Rational Start, Rational End, double Confidence, string Reason)
{
    public Rational Duration => End - Start;
}
