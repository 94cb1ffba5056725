using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Clip = Saccade.Editing.Timelines.Clip;

namespace Saccade.Editing.Previewing;

/// <summary>What of a timeline a preview shows: its size and rate, the clips of each video track from the lowest up, the sounds, and what is left out.</summary>
internal sealed class PreviewPlan
{
    /// <summary>Of the longer side, in pixels.</summary>
    private const int Longest = 640;

    // More frames a second are halved until there are no more than this.
    private const double MostFramesPerSecond = 31;

    private const string Volume = "audiolevels";

    private readonly TimelineProject _project;
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <exception cref="TimelineException">The timeline has no clip that could be shown.</exception>
    /// <exception cref="MediaException">Of the files that it shows none is on this machine.</exception>
    public PreviewPlan(TimelineProject project, Sequence sequence)
    {
        _project = project;
        var (wide, high) = sequence is { Width: > 0 and var w, Height: > 0 and var h } ? (w, h) : (1920, 1080);
        Reduction = Math.Min(1, (double)Longest / Math.Max(wide, high));
        (Width, Height) = (Even(wide * Reduction), Even(high * Reduction));
        Rate = sequence.Rate;
        while (Rate.FramesPerSecond > MostFramesPerSecond)
            Rate = new FrameRate(Rate.Numerator, Rate.Denominator * 2);
        var duration = sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End;
        Frames = (int)Math.Max(1, Rate.FramesAt(duration).Round());
        Tracks = [.. sequence.VideoTracks.Where(t => t.Enabled).Select(t => (IReadOnlyList<PlannedClip>)[.. t.Clips.Where(c => c.Enabled).Select(Plan)])];
        var files = Tracks.SelectMany(t => t).Where(c => c.File is not null).ToArray();
        if (!Tracks.Any(t => t.Count > 0))
            throw new TimelineException($"the sequence '{sequence.Name}' has no video clip that is enabled");
        if (files.Length == 0 && Missing.Count > 0)
            throw new MediaException(Missing.First(), "is not on this machine, so that there is nothing to preview; 'saccade edit convert --relink OLD=NEW' says where media is");
        Sounds = [.. sequence.AudioTracks.Where(t => t.Enabled).SelectMany(t => t.Clips.Where(c => c.Enabled)).GroupBy(c => (c.Source, c.Start, c.Duration, c.SourceStart)).Select(Plan).OfType<PlannedSound>()];
        var transitions = sequence.Tracks.Sum(t => t.Transitions.Count());
        if (transitions > 0)
            _leftOut.Add($"{transitions} transitions: they are shown as cuts");
        if (sequence.VideoTracks.SelectMany(t => t.Clips).Any(c => c.Effects.Count > 0))
            _leftOut.Add("effects besides motion, crop and opacity");
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The preview's pixels for one of the timeline.</summary>
    public double Reduction { get; }

    public FrameRate Rate { get; }

    public int Frames { get; }

    /// <summary>From the lowest up.</summary>
    public IReadOnlyList<IReadOnlyList<PlannedClip>> Tracks { get; }

    public IReadOnlyList<PlannedSound> Sounds { get; }

    /// <summary>Each on one line.</summary>
    public IReadOnlyCollection<string> LeftOut => _leftOut;

    private SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    private PlannedClip Plan(Clip clip)
    {
        if (clip.Text is { } text)
            return new PlannedClip(clip, null, text);
        switch (clip.Source)
        {
            case ClipSource.Media { Id: var id } when _project.FindMedia(id) is { Synthetic: null, Path: { } path }:
                if (!LocalMedia.IsThere(path))
                {
                    Missing.Add(path);
                    _leftOut.Add($"{path}, which is not on this machine: a box with its name stands for it");
                    return new PlannedClip(clip, null, clip.Name);
                }
                if (clip.Speed is { Points.Count: > 0 } or { Ratio.Sign: <= 0 })
                    _leftOut.Add($"the speed of '{clip.Name}': only constant speeds forwards are followed");
                return new PlannedClip(clip.Speed is { Points.Count: > 0 } or { Ratio.Sign: <= 0 } ? clip with { Speed = null } : clip, path, "");
            case ClipSource.Nested or ClipSource.Angle:
                _leftOut.Add($"what '{clip.Name}' holds: nested sequences and multicams are boxes with their names");
                break;
        }
        return new PlannedClip(clip, null, clip.Name);
    }

    private PlannedSound? Plan(IEnumerable<Clip> channels)
    {
        var clip = channels.First();
        if (clip.Source is not ClipSource.Media { Id: var id } || _project.FindMedia(id) is not { Path: { } path } || !LocalMedia.IsThere(path))
        {
            _leftOut.Add($"the sound of '{clip.Name}': its file is not to be had");
            return null;
        }
        if (clip.Speed is not null)
        {
            _leftOut.Add($"the sound of '{clip.Name}': its speed is changed");
            return null;
        }
        var level = clip.Effects.FirstOrDefault(e => e.Enabled && e.Id == Volume)?.Find("level")?.Value is ParameterValue.Number number ? number.Curve : 1;
        int?[] heard = [.. channels.Select(c => c.SourceTrack).Distinct()];
        return new PlannedSound(clip, path, heard is [{ } only] ? only : null, level);
    }

    private static int Even(double size) => Math.Max(2, (int)Math.Round(size / 2) * 2);
}

/// <param name="Clip">Where and how it lies.</param>
/// <param name="File">What it shows; null for words.</param>
/// <param name="Words">What is written where there is no file.</param>
internal sealed record PlannedClip(Clip Clip, string? File, string Words);

/// <param name="Clip">Where it lies.</param>
/// <param name="File">What is heard.</param>
/// <param name="Channel">The only channel that is heard, from 1; null for all.</param>
/// <param name="Level">1 as it is.</param>
internal sealed record PlannedSound(Clip Clip, string File, int? Channel, Animated<double> Level);
