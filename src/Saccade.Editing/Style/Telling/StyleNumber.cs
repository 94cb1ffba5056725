using System.Globalization;

namespace Saccade.Editing.Style.Telling;

/// <summary>What kind of habit a number says something of.</summary>
public enum StyleAspect
{
    /// <summary>How often and how long.</summary>
    Rhythm,

    /// <summary>Which tracks are on.</summary>
    Tracks,

    /// <summary>Sizes, places and crops.</summary>
    Places,

    /// <summary>Keyframes, transitions and speeds.</summary>
    Moves,
}

/// <summary>One number of one project by which hands can be told apart. It says nothing of names and of what is in the pictures.</summary>
/// <param name="Name">Stable, for machines.</param>
/// <param name="Heading">For people.</param>
/// <param name="Aspect">What kind of habit it is of.</param>
/// <param name="Of">NaN where a project has none.</param>
internal sealed record StyleNumber(string Name, string Heading, StyleAspect Aspect, Func<EditedProject, double> Of)
{
    /// <summary>Tracks above it are seldom used, and their habits chance.</summary>
    private const int MostTracks = 8;

    public static IReadOnlyList<StyleNumber> All { get; } =
    [
        .. ProjectMeasure.All.Select(m => new StyleNumber(m.Name, m.Heading, AspectOf(m.Name), project => m.Of(project, MainTrack(project)))),
        .. Enumerable.Range(1, MostTracks).SelectMany(OfTrack),
    ];

    private static StyleAspect AspectOf(string measure) => measure switch
    {
        ProjectMeasure.CutsPerMinute or ProjectMeasure.MedianShot => StyleAspect.Rhythm,
        ProjectMeasure.Layers => StyleAspect.Tracks,
        _ => StyleAspect.Moves,
    };

    private static IEnumerable<StyleNumber> OfTrack(int track)
    {
        string Named(string what) => string.Create(CultureInfo.InvariantCulture, $"v{track}_{what}");
        string Headed(string what) => string.Create(CultureInfo.InvariantCulture, $"V{track}, {what}");
        yield return new(Named("share_of_time"), Headed("share of the time"), StyleAspect.Tracks, p => Tracks(p, track).Sum(t => t.SecondsOn) / p.Duration);
        yield return new(Named("shots_per_minute"), Headed("shots a minute"), StyleAspect.Rhythm, p => Tracks(p, track).Sum(t => t.Shots.Count) / p.Minutes);
        yield return new(Named("median_shot_seconds"), Headed("middle shot length"), StyleAspect.Rhythm, p => Spread.Of(Tracks(p, track).SelectMany(t => t.Shots).Select(s => s.Length)).Median);
        yield return new(Named("scale"), Headed("size"), StyleAspect.Places, p => Mean(p, track, placed => placed.Scale));
        yield return new(Named("x"), Headed("place across"), StyleAspect.Places, p => Mean(p, track, placed => placed.X));
        yield return new(Named("y"), Headed("place down"), StyleAspect.Places, p => Mean(p, track, placed => placed.Y));
        yield return new(Named("cropped_across"), Headed("cropped left and right"), StyleAspect.Places, p => Mean(p, track, placed => placed.Cropped.Left + placed.Cropped.Right));
        yield return new(Named("cropped_down"), Headed("cropped above and below"), StyleAspect.Places, p => Mean(p, track, placed => placed.Cropped.Top + placed.Cropped.Bottom));
        yield return new(Named("moves_per_minute"), Headed("moves a minute"), StyleAspect.Moves, p => Tracks(p, track).Sum(t => t.Clips.Sum(c => MoveFinder.In(c, track).Count())) / p.Minutes);
    }

    private static IEnumerable<EditedTrack> Tracks(EditedProject project, int track) => project.Timelines.Select(t => t.Track(track)).OfType<EditedTrack>();

    /// <summary>By time, over the stretches in which the picture stands still.</summary>
    private static double Mean(EditedProject project, int track, Func<Placement, double> number)
    {
        var (sum, seconds) = (0.0, 0.0);
        foreach (var stretch in Tracks(project, track).SelectMany(t => t.Clips).SelectMany(PlacedStretch.Of))
        {
            if (stretch.Placement is not { } placed)
                continue;
            sum += stretch.Seconds * number(placed);
            seconds += stretch.Seconds;
        }
        return seconds > 0 ? sum / seconds : double.NaN;
    }

    /// <summary>The track that is on most.</summary>
    private static int MainTrack(EditedProject project) =>
        project.Timelines.SelectMany(t => t.Tracks).GroupBy(t => t.Number).OrderByDescending(g => g.Sum(t => t.SecondsOn)).ThenBy(g => g.Key).First().Key;
}
