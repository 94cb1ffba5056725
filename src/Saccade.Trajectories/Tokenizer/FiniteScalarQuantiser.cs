using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// Finite scalar quantisation (Mentzer et al. 2023): each of the K numbers of a vector is squeezed into a range by tanh and rounded to one of
/// L_k levels. A code is the K levels together; there is no table to learn, hence none that collapses. Backward takes the rounding for
/// the identity. Codes are counted as digits of a number, the first the lowest.
/// </summary>
public sealed class FiniteScalarQuantiser
{
    // A tanh of one lies this share within the outermost level, so that it is never rounded beyond it.
    private const double Margin = 1e-3;

    private const int MostCodes = 1 << 24;

    private readonly int[] _levels;

    /// <param name="levels">L_k, each at least 2.</param>
    /// <exception cref="ArgumentException">No level, one below 2, or more than 2^24 codes.</exception>
    public FiniteScalarQuantiser(IReadOnlyList<int> levels)
    {
        _levels = [.. levels];
        var codes = _levels.Aggregate(1L, (product, level) => Math.Min(product * level, MostCodes + 1L));
        if (_levels.Length == 0 || _levels.Min() < 2 || codes > MostCodes)
            throw new ArgumentException($"levels: [{string.Join(", ", levels)}] must be numbers from 2, with a product of at most {MostCodes}.", nameof(levels));
        Codes = (int)codes;
    }

    /// <summary>K: how many numbers make a code.</summary>
    public int Dimensions => _levels.Length;

    /// <summary>How many different codes there are.</summary>
    public int Codes { get; }

    /// <summary>Extent of <see cref="ToDigits"/>: all levels of all numbers.</summary>
    public int Digits => _levels.Sum();

    /// <summary>z [.., K] -> [.., K]: -1 to 1, in the middle of its level.</summary>
    public Tensor Quantise(Tensor z)
    {
        var engine = z.Engine;
        Tensor Row(Func<int, double> ofLevel) => engine.From(Array.ConvertAll(_levels, level => (float)ofLevel(level)), Dimensions);
        // An even number of levels has none in the middle of the range: the offset moves one to zero, and the shift lets z = 0 come out there
        // (nearly; the paper's tangent stays finite for two levels).
        var bounded = z.Add(Row(level => Math.Tan(Offset(level) / Reach(level)))).Tanh().Multiply(Row(Reach)).Subtract(Row(Offset));
        return bounded.RoundStraightThrough().Multiply(Row(level => 1f / Half(level)));
    }

    /// <summary>The index of a code (K), as <see cref="Quantise"/> gives it: 0 to <see cref="Codes"/> - 1.</summary>
    public int Index(ReadOnlySpan<float> code)
    {
        var index = 0;
        for (var k = Dimensions - 1; k >= 0; k--)
            index = index * _levels[k] + Level(code, k);
        return index;
    }

    /// <summary>Writes the code (K) of an index.</summary>
    public void Code(int index, Span<float> code)
    {
        for (var k = 0; k < Dimensions; k++)
        {
            (index, var level) = Math.DivRem(index, _levels[k]);
            code[k] = (level - Half(_levels[k])) * (1f / Half(_levels[k]));
        }
    }

    /// <summary>Codes [.., K] as their levels: <see cref="Digits"/> numbers each, a 1 for the level of each of its numbers among zeros. Exact.</summary>
    public Tensor ToDigits(Tensor codes)
    {
        var engine = codes.Engine;
        var (spread, places) = (new float[Digits * Dimensions], new float[Digits]);
        for (var (k, digit) = (0, 0); k < Dimensions; k++)
        {
            for (var level = 0; level < _levels[k]; level++, digit++)
                (spread[digit * Dimensions + k], places[digit]) = (1, level - Half(_levels[k]));
        }
        var levels = codes.Multiply(engine.From(Array.ConvertAll(_levels, level => (float)Half(level)), Dimensions)).RoundStraightThrough();
        // Whole numbers: 1 - |difference| is 1 at the level itself and nowhere else above 0.
        return levels.Linear(engine.From(spread, Digits, Dimensions), null).Subtract(engine.From(places, Digits)).Abs().ScaleShift(-1, 1).Relu();
    }

    private int Level(ReadOnlySpan<float> code, int k) => (int)MathF.Round(code[k] * Half(_levels[k])) + Half(_levels[k]);

    private static int Half(int level) => level / 2;

    private static double Reach(int level) => (level - 1) * (1 - Margin) / 2;

    private static double Offset(int level) => level % 2 == 0 ? 0.5 : 0;
}
