using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>A value that stands still or moves. Keyframes, where there are any, decide; the static value beside them is what the file also says.</summary>
/// <typeparam name="T">double, or <see cref="Pair"/>.</typeparam>
public sealed record Animated<T>
    where T : struct
{
    // A long timeline has many zeros.
    private static readonly Animated<T> Zero = new(default(T));

    public Animated(T value, params IReadOnlyList<Keyframe<T>> keyframes)
    {
        Value = value;
        Keyframes = keyframes.Count == 0 ? [] : keyframes; // most stand still: they share the empty list
    }

    public T Value { get; init; }

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<Keyframe<T>> Keyframes { get; init; }

    public bool IsAnimated => Keyframes.Count > 0;

    public static implicit operator Animated<T>(T value) => EqualityComparer<T>.Default.Equals(value, default) ? Zero : new(value);

    /// <summary>The same curve with every value changed.</summary>
    public Animated<TOther> Map<TOther>(Func<T, TOther> change)
        where TOther : struct =>
        IsAnimated ? new Animated<TOther>(change(Value), [.. Keyframes.Select(k => new Keyframe<TOther>(k.Time, change(k.Value), k.Interpolation))]) : change(Value);

    public bool Equals(Animated<T>? other) => other is not null && EqualityComparer<T>.Default.Equals(Value, other.Value) && Keyframes.SequenceEqual(other.Keyframes);

    public override int GetHashCode() => HashCode.Combine(Value, Keyframes.Count);
}

/// <param name="Time">Seconds after the clip's start on the timeline; may lie outside the clip.</param>
/// <param name="Value">The value there.</param>
/// <param name="Interpolation">The way to the next keyframe.</param>
public readonly record struct Keyframe<T>(Rational Time, T Value, Interpolation Interpolation = Interpolation.Linear)
    where T : struct;

/// <summary>How a value goes from one keyframe to the next.</summary>
public enum Interpolation
{
    Linear,

    /// <summary>Stays until the next keyframe.</summary>
    Hold,

    /// <summary>Slow at both ends. A file's own curve handles are kept with the file and are not followed: the curve is then smooth-step.</summary>
    Ease,

    /// <summary>Slow at the beginning.</summary>
    EaseIn,

    /// <summary>Slow at the end.</summary>
    EaseOut,
}
