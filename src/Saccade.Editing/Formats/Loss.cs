namespace Saccade.Editing.Formats;

/// <summary>Something of a timeline that a format cannot say.</summary>
/// <param name="Where">The clip, track or sequence, by name.</param>
/// <param name="What">What was left out or changed, and into what.</param>
public sealed record Loss(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}
