using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Saccade.Tensors;

/// <summary>Work on the floats from <paramref name="start"/> to <paramref name="end"/> of a block, all of one parameter; multiples of 16.</summary>
internal delegate void SegmentBody(int parameter, int start, int end);

/// <summary>
/// The parameters of a model moved into one flat buffer, and their gradients into another, so that the optimiser runs over them in one
/// pass. The parameters stay the tensors they were; only their memory changes place. Each starts at a multiple of
/// <see cref="Alignment"/> floats; the padding between them is zero and stays zero.
/// </summary>
public sealed unsafe class ParameterBlock
{
    /// <summary>Floats to which the start of each parameter is aligned: one cache line, and the widest vector.</summary>
    public const int Alignment = 16;

    private const int ChunkLength = 16384;

    private readonly Tensor[] _parameters;
    private readonly int[] _offsets;
    private readonly double[] _partialSquares;

    /// <exception cref="ArgumentException">No parameters, one that does not require a gradient, one listed twice, or several engines.</exception>
    public ParameterBlock(IReadOnlyList<Tensor> parameters)
    {
        if (parameters.Count == 0)
            throw new ArgumentException("A parameter block needs at least one parameter.", nameof(parameters));
        Engine = parameters[0].Engine;
        _parameters = [.. parameters];
        _offsets = new int[_parameters.Length];
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        var length = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            if (!parameter.RequiresGradient)
                throw new ArgumentException($"Parameter {i} {parameter.Shape} does not require a gradient.", nameof(parameters));
            if (!ReferenceEquals(parameter.Engine, Engine))
                throw new ArgumentException($"Parameter {i} {parameter.Shape} belongs to another engine.", nameof(parameters));
            if (!seen.Add(parameter))
                throw new ArgumentException($"Parameter {i} {parameter.Shape} is listed twice; list a shared parameter once.", nameof(parameters));
            _offsets[i] = length;
            length = checked(length + (parameter.Count + Alignment - 1) / Alignment * Alignment);
        }
        Length = length;
        Values = Engine.Zeros(length).Keep();
        Gradients = Engine.Zeros(length).Keep();
        for (var i = 0; i < _parameters.Length; i++)
        {
            var shape = _parameters[i].Shape;
            _parameters[i].MoveTo(Values.View(_offsets[i], shape), Gradients.View(_offsets[i], shape));
        }
        _partialSquares = new double[(length + ChunkLength - 1) / ChunkLength];
    }

    public Engine Engine { get; }

    /// <summary>The parameters, in the order they were given.</summary>
    public IReadOnlyList<Tensor> Parameters => _parameters;

    /// <summary>Where each parameter starts, in floats.</summary>
    public IReadOnlyList<int> Offsets => _offsets;

    /// <summary>Floats in the block, padding included.</summary>
    public int Length { get; }

    /// <summary>All parameters, [Length].</summary>
    public Tensor Values { get; }

    /// <summary>All gradients, [Length].</summary>
    public Tensor Gradients { get; }

    /// <summary>A kept zero tensor of [Length]: optimiser state or an average of the parameters.</summary>
    public Tensor NewState() => Engine.Zeros(Length).Keep();

    /// <summary>The part of a tensor of [Length] that belongs to one parameter, under the parameter's shape.</summary>
    public Tensor Part(Tensor state, int parameter)
    {
        CheckState(state);
        return state.View(_offsets[parameter], _parameters[parameter].Shape);
    }

    /// <summary>
    /// The Euclidean norm of all gradients together, summed in float64 in a fixed order. Not finite if any gradient is not.
    /// </summary>
    public double GradientNorm()
    {
        var gradients = Gradients.Pointer;
        var partial = _partialSquares;
        Engine.Workers.ForRange(Length, ChunkLength, (start, end) =>
            partial[start / ChunkLength] = SumOfSquares(gradients + start, end - start));
        var sum = 0.0;
        foreach (var value in partial)
            sum += value;
        return Math.Sqrt(sum);
    }

    /// <summary>Sets all gradients to zero. The steps of the optimisers do this themselves.</summary>
    public void ZeroGradients() => Gradients.AsSpan().Clear();

    /// <summary>Runs over the block in parallel pieces that do not cross from one parameter to the next.</summary>
    internal void ForSegments(SegmentBody body) => Engine.Workers.ForRange(Length, ChunkLength, (start, end) =>
    {
        var found = Array.BinarySearch(_offsets, start);
        // Between two starts, BinarySearch gives the complement of the next one's place. An empty parameter shares its start with
        // the one after it and yields an empty piece.
        for (var parameter = found >= 0 ? found : ~found - 1; start < end; parameter++)
        {
            var next = parameter + 1 < _offsets.Length ? _offsets[parameter + 1] : Length;
            var stop = Math.Min(next, end);
            if (start < stop)
                body(parameter, start, stop);
            start = Math.Max(start, stop);
        }
    });

    /// <exception cref="ArgumentException">The tensor does not have the block's length.</exception>
    internal void CheckState(Tensor state)
    {
        if (state.Count != Length)
            throw new ArgumentException($"The state {state.Shape} does not belong to a parameter block of [{Length}]: make it with NewState().");
    }

    /// <summary>Two vectors of four accumulators in float64: a whole gradient of float32 can neither overflow nor lose small parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(float* x, int count)
    {
        var first = Vector256<double>.Zero;
        var second = Vector256<double>.Zero;
        var third = Vector256<double>.Zero;
        var fourth = Vector256<double>.Zero;
        // Lengths are multiples of 16, so there is no remainder.
        for (var i = 0; i < count; i += Alignment)
        {
            var (a, b) = Vector256.Widen(Vector256.Load(x + i));
            var (c, d) = Vector256.Widen(Vector256.Load(x + i + 8));
            first += a * a;
            second += b * b;
            third += c * c;
            fourth += d * d;
        }
        return Vector256.Sum(first + second + (third + fourth));
    }
}
