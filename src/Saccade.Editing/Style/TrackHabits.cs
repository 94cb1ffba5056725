using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>What one track is used for, and where its pictures are.</summary>
/// <param name="Track">Its number, from 1, from the bottom.</param>
/// <param name="Projects">How many projects have something on it.</param>
/// <param name="Clips">Clips that are on.</param>
/// <param name="ShareOfTime">How much of the time of all projects something is on.</param>
/// <param name="ShotSeconds">How long a shot on it lasts.</param>
/// <param name="Placements">Where its pictures stand, by time.</param>
/// <param name="Scales">In percent, by time.</param>
/// <param name="Crops">What is cut off, where anything is, by time.</param>
/// <param name="Boxes">What its pictures cover of the frame, by time.</param>
/// <param name="MovingShare">How much of the time on it the picture moves by keyframes.</param>
/// <param name="CroppedShare">How much of the time on which it stands still some of it is cut off.</param>
public sealed record TrackHabits(
    int Track, int Projects, int Clips, Interval ShareOfTime, Spread ShotSeconds, IReadOnlyList<Usual<Placement>> Placements, IReadOnlyList<Usual<double>> Scales,
    IReadOnlyList<Usual<CroppedSides>> Crops, IReadOnlyList<Usual<PictureBox>> Boxes, double MovingShare, double CroppedShare)
{
    private const int Named = 5;

    internal static IReadOnlyList<TrackHabits> Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap) =>
        [.. projects.SelectMany(p => p.Timelines).SelectMany(t => t.Tracks).Select(t => t.Number).Distinct().Order().Select(n => Of(n, projects, bootstrap))];

    private static TrackHabits Of(int number, IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var tracks = projects.Select(p => p.Timelines.Select(t => t.Track(number)).OfType<EditedTrack>().ToArray()).ToArray();
        var all = tracks.SelectMany(t => t).ToArray();
        var stretches = projects.SelectMany(p => p.Timelines).SelectMany(t => (t.Track(number)?.Clips ?? []).SelectMany(c => PlacedStretch.Of(c).Select(s => (s.Placement, s.Seconds, Clip: c, Timeline: t)))).ToArray();
        var still = stretches.Where(s => s.Placement is not null).Select(s => (Value: s.Placement!.Value, Weight: s.Seconds, s.Clip, s.Timeline)).ToArray();
        var placed = still.Select(s => (s.Value, s.Weight)).ToArray();
        var (time, stillTime) = (stretches.Sum(s => s.Seconds), placed.Sum(p => p.Weight));
        return new TrackHabits(
            number,
            tracks.Count(t => t.Length > 0),
            all.Sum(t => t.Clips.Count),
            bootstrap.OfRatio([.. tracks.Select(p => p.Sum(t => t.SecondsOn))], [.. projects.Select(p => p.Duration)]),
            Spread.Of(all.SelectMany(t => t.Shots).Select(s => s.Length)),
            Usuals.Of(placed, Named),
            Usuals.Of(placed.Select(p => (p.Value.Scale, p.Weight)), Named),
            Usuals.Of(placed.Where(p => p.Value.Cropped.IsAny).Select(p => (p.Value.Cropped, p.Weight)), Named),
            Usuals.Of(still.Select(s => (PictureBox.Of(s.Value, s.Clip, s.Timeline), s.Weight)), Named),
            1 - (stillTime / time),
            stillTime > 0 ? placed.Where(p => p.Value.Cropped.IsAny).Sum(p => p.Weight) / stillTime : 0);
    }
}
