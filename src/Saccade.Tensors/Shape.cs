using System.Runtime.CompilerServices;

namespace Saccade.Tensors;

/// <summary>
/// The extents of a row-major array, up to <see cref="MaxRank"/> axes, held inline: making one allocates nothing.
/// Rank 0 is a scalar with one element.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    public const int MaxRank = 8;

    private readonly Extents _extents;

    /// <exception cref="ArgumentException">More than <see cref="MaxRank"/> axes, a negative extent, or over 2^31-1 elements.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaxRank)
            throw new ArgumentException($"A shape has at most {MaxRank} axes, not {extents.Length}.", nameof(extents));
        Rank = extents.Length;
        long count = 1;
        for (var axis = 0; axis < extents.Length; axis++)
        {
            if (extents[axis] < 0)
                throw new ArgumentException($"Axis {axis} has the negative extent {extents[axis]}.", nameof(extents));
            _extents[axis] = extents[axis];
            count *= extents[axis];
            if (count > int.MaxValue)
                throw new ArgumentException("A tensor holds at most 2^31-1 elements.", nameof(extents));
        }
        Count = (int)count;
    }

    public static Shape Scalar => new([]);

    public int Rank { get; }

    /// <summary>The number of axes, under the name that lets <c>shape[^1]</c> mean the last one.</summary>
    public int Length => Rank;

    /// <summary>The number of elements: the product of all extents.</summary>
    public int Count { get; }

    public int this[int axis] => (uint)axis < (uint)Rank
        ? _extents[axis]
        : throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} is outside a shape of rank {Rank}.");

    /// <summary>Turns an axis counted from the end (-1 is the last) into one counted from the front.</summary>
    public int Axis(int axis)
    {
        var resolved = axis < 0 ? axis + Rank : axis;
        return (uint)resolved < (uint)Rank
            ? resolved
            : throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} is outside the shape {this}.");
    }

    /// <summary>The product of the extents of the axes <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    public int Product(int from, int to)
    {
        var product = 1;
        for (var axis = from; axis < to; axis++)
            product *= _extents[axis];
        return product;
    }

    /// <summary>The same shape with one axis changed.</summary>
    public Shape With(int axis, int extent)
    {
        Span<int> extents = stackalloc int[Rank];
        CopyTo(extents);
        extents[Axis(axis)] = extent;
        return new Shape(extents);
    }

    /// <summary>The same shape with one axis removed.</summary>
    public Shape Without(int axis)
    {
        axis = Axis(axis);
        Span<int> extents = stackalloc int[Rank - 1];
        for (var i = 0; i < extents.Length; i++)
            extents[i] = _extents[i < axis ? i : i + 1];
        return new Shape(extents);
    }

    public void CopyTo(Span<int> destination)
    {
        for (var axis = 0; axis < Rank; axis++)
            destination[axis] = _extents[axis];
    }

    public bool Equals(Shape other)
    {
        if (Rank != other.Rank)
            return false;
        for (var axis = 0; axis < Rank; axis++)
            if (_extents[axis] != other._extents[axis])
                return false;
        return true;
    }

    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var axis = 0; axis < Rank; axis++)
            hash.Add(_extents[axis]);
        return hash.ToHashCode();
    }

    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    public override string ToString()
    {
        Span<int> extents = stackalloc int[Rank];
        CopyTo(extents);
        return $"[{string.Join(", ", extents.ToArray())}]";
    }

    [InlineArray(MaxRank)]
    private struct Extents
    {
        private int _first;
    }
}
