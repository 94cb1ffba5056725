namespace Saccade.Editing.Timelines;

/// <summary>What one sequence holds, in numbers.</summary>
public sealed record SequenceFacts
{
    public required string Name { get; init; }

    public required string Rate { get; init; }

    public required string Size { get; init; }

    /// <summary>Seconds as an exact fraction.</summary>
    public required string Duration { get; init; }

    /// <summary>The same, rounded to milliseconds for reading.</summary>
    public required double Seconds { get; init; }

    public required IReadOnlyList<TrackFacts> Tracks { get; init; }

    public int Markers { get; init; }

    public static SequenceFacts Of(Sequence sequence)
    {
        var numbers = new Dictionary<TrackKind, int>();
        var duration = sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End;
        return new SequenceFacts
        {
            Name = sequence.Name,
            Rate = sequence.Rate.ToString(),
            Size = sequence is { Width: { } width, Height: { } height } ? $"{width} x {height}" : "",
            Duration = duration.ToString(),
            Seconds = Math.Round(duration.Value, 3),
            Markers = sequence.Markers.Count,
            Tracks = [.. sequence.Tracks.Select(t => TrackFacts.Of(t, numbers[t.Kind] = numbers.GetValueOrDefault(t.Kind) + 1))],
        };
    }
}

/// <summary>What one track holds, in numbers.</summary>
/// <param name="Track">V1 is the lowest picture, A1 the first sound.</param>
/// <param name="Keyframes">Of motion, crop, opacity and effects together.</param>
/// <param name="SpeedChanges">Clips that do not run at their own speed.</param>
/// <param name="Nested">Clips that show a sequence or a multicam.</param>
public sealed record TrackFacts(string Track, bool Enabled, int Clips, int Disabled, int Transitions, int Effects, int Keyframes, int SpeedChanges, int Nested, int Markers)
{
    internal static TrackFacts Of(Track track, int number)
    {
        var clips = track.Clips.ToArray();
        return new TrackFacts(
            $"{(track.Kind == TrackKind.Video ? 'V' : 'A')}{number}",
            track.Enabled,
            clips.Length,
            clips.Count(c => !c.Enabled),
            track.Transitions.Count(),
            clips.Sum(EffectsOf),
            clips.Sum(KeyframesOf),
            clips.Count(c => c.Speed is not null),
            clips.Count(c => c.Source is ClipSource.Nested or ClipSource.Angle),
            clips.Sum(c => c.Markers.Count));
    }

    private static int EffectsOf(Clip clip) => clip.Effects.Count + (clip.Motion == Motion.None ? 0 : 1) + (clip.Crop == Crop.None ? 0 : 1) + (clip.Opacity.Equals(100) ? 0 : 1);

    private static int KeyframesOf(Clip clip) =>
        clip.Motion.Scale.Keyframes.Count + clip.Motion.Position.Keyframes.Count + clip.Motion.Rotation.Keyframes.Count + clip.Motion.Anchor.Keyframes.Count
        + clip.Crop.Left.Keyframes.Count + clip.Crop.Right.Keyframes.Count + clip.Crop.Top.Keyframes.Count + clip.Crop.Bottom.Keyframes.Count + clip.Opacity.Keyframes.Count
        + clip.Effects.SelectMany(e => e.Parameters).Sum(p => p.Value switch { ParameterValue.Number n => n.Curve.Keyframes.Count, ParameterValue.Point n => n.Curve.Keyframes.Count, _ => 0 });
}
