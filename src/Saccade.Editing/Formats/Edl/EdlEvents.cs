using System.Globalization;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Edl;

/// <summary>The events of one sequence: number, reel, channel, kind of edit, from and to in the source, from and to in the programme.</summary>
internal sealed class EdlEvents
{
    private const int SoundTracks = 2;

    /// <summary>What a file without a reel is called.</summary>
    private const string File = "AX";

    private const string Black = "BL";

    private readonly TimelineProject _project;
    private readonly Sequence _sequence;
    private readonly FrameRate _rate;
    private readonly bool _dropFrame;
    private readonly List<Loss> _losses = [];

    public EdlEvents(TimelineProject project, Sequence sequence)
    {
        (_project, _sequence, _rate) = (project, sequence, sequence.Rate);
        _dropFrame = sequence.DropFrame && Timecode.CanDrop(_rate);
        if (!_rate.HasTimebase())
            throw new TimelineException($"the sequence '{sequence.Name}' has {_rate} frames a second, for which there is no timecode");
    }

    public IReadOnlyList<Loss> Losses => _losses;

    public IEnumerable<string> Text()
    {
        List<string> lines = [$"TITLE: {_sequence.Name.ReplaceLineEndings(" ")}", $"FCM: {(_dropFrame ? "DROP FRAME" : "NON-DROP FRAME")}", ""];
        var number = 0;
        foreach (var (track, channel) in Tracks())
        {
            TrackItem[] items = [.. track.Items.Where(i => i is not Gap)];
            for (var i = 0; i < items.Length; i++)
            {
                if (items[i] is not Clip clip)
                    continue;
                if (!clip.Enabled || !track.Enabled)
                {
                    Lose(clip, "it is disabled and left out");
                    continue;
                }
                lines.AddRange(Event(++number, channel, clip, Before(items, i), (i > 0 ? items[i - 1] : null) as Transition, (i + 1 < items.Length ? items[i + 1] : null) as Transition));
                if (i + 1 < items.Length && items[i + 1] is Transition end && end.Cut == clip.End && (i + 2 == items.Length || items[i + 2].Start != end.Cut))
                    lines.AddRange(FadeOut(++number, channel, clip, end));
                ListLosses(clip);
            }
        }
        return lines;
    }

    private IEnumerable<(Track Track, string Channel)> Tracks()
    {
        var pictures = _sequence.VideoTracks.Where(t => t.Clips.Any()).ToArray();
        var sounds = _sequence.AudioTracks.Where(t => t.Clips.Any()).ToArray();
        foreach (var track in pictures.Skip(1).Concat(sounds.Skip(SoundTracks)))
            _losses.Add(new Loss(_sequence.Name, $"a {(track.Kind == TrackKind.Video ? "picture" : "sound")} track with {track.Clips.Count()} clips is left out: a list has one picture and {SoundTracks} sound tracks"));
        return pictures.Take(1).Select(t => (t, "V")).Concat(sounds.Take(SoundTracks).Select((t, i) => (t, i == 0 ? "A" : "A2")));
    }

    /// <summary>The clip that a transition before the clip at a place comes from; null for black.</summary>
    private static Clip? Before(TrackItem[] items, int place) =>
        place > 1 && items[place - 1] is Transition transition && items[place - 2] is Clip clip && clip.End == transition.Cut ? clip : null;

    private IEnumerable<string> Event(int number, string channel, Clip clip, Clip? from, Transition? before, Transition? after)
    {
        // A dissolve begins where its overlap does, and the clip before it ends there.
        var start = before is not null && before.Cut == clip.Start ? before.Start : clip.Start;
        var end = after is not null && after.Cut == clip.End ? after.Start : clip.End;
        if (before is not null && before.Cut == clip.Start)
        {
            var at = from is null ? Rational.Zero : SourceTime(from, before.Start - from.Start);
            yield return Line(number, from is null ? Black : File, channel, "C", from is null ? Rational.Zero : at, from is null ? Rational.Zero : at, start, start);
            yield return Line(number, File, channel, $"D    {_rate.FramesAt(before.Duration).Round():000}", SourceTime(clip, start - clip.Start), SourceTime(clip, end - clip.Start), start, end);
            if (from is not null)
                yield return $"* FROM CLIP NAME: {Name(from)}";
            yield return $"* TO CLIP NAME: {Name(clip)}";
        }
        else
        {
            yield return Line(number, File, channel, "C", SourceTime(clip, start - clip.Start), SourceTime(clip, end - clip.Start), start, end);
            yield return $"* FROM CLIP NAME: {Name(clip)}";
        }
        if (clip.Speed is { Points.Count: 0 } speed)
            yield return $"M2   {File,-8}  {(speed.Ratio * new Rational(_rate.Numerator, _rate.Denominator)).Value.ToString("000.0;-000.0", CultureInfo.InvariantCulture)}                {Code(SourceTime(clip, start - clip.Start))}";
    }

    private IEnumerable<string> FadeOut(int number, string channel, Clip clip, Transition end)
    {
        var at = SourceTime(clip, end.Start - clip.Start);
        yield return Line(number, File, channel, "C", at, at, end.Start, end.Start);
        yield return Line(number, Black, channel, $"D    {_rate.FramesAt(end.Duration).Round():000}", Rational.Zero, end.Duration, end.Start, end.End);
        yield return $"* FROM CLIP NAME: {Name(clip)}";
    }

    private string Line(int number, string reel, string channel, string edit, Rational from, Rational to, Rational start, Rational end)
    {
        // A clip that runs backwards is listed by what is seen of its media; M2 gives the direction.
        var (first, last) = from <= to ? (from, to) : (to, from);
        return $"{number:000}  {reel,-8} {channel,-5} {edit,-8} {Code(first)} {Code(last)} {Code(_sequence.StartTimecode + start)} {Code(_sequence.StartTimecode + end)}";
    }

    /// <summary>In the source's timecode.</summary>
    private Rational SourceTime(Clip clip, Rational offset) =>
        clip.SourceTimeAt(offset) + (clip.Source is ClipSource.Media { Id: var id } ? _project.FindMedia(id)?.StartTimecode ?? Rational.Zero : Rational.Zero);

    private string Code(Rational seconds) => new Timecode(Math.Max(_rate.FramesAt(seconds).Round(), 0), _rate, _dropFrame).ToString();

    private void ListLosses(Clip clip)
    {
        if (clip.Motion != Motion.None || clip.Crop != Crop.None || !clip.Opacity.Equals(100))
            Lose(clip, "motion, crop and opacity are left out");
        if (clip.Effects.Count > 0)
            Lose(clip, $"effects are left out: {string.Join(", ", clip.Effects.Select(e => e.Name))}");
        if (clip.Speed is { Points.Count: > 0 })
            Lose(clip, "a speed that changes is left out");
        if (clip.Source is not ClipSource.Media)
            Lose(clip, "it is no media file; only its name is kept");
        if (clip.Markers.Count > 0)
            Lose(clip, $"{clip.Markers.Count} markers are left out");
        if (!_rate.IsOnGrid(clip.SourceTimeAt(Rational.Zero)))
            Lose(clip, "its start in the media lies between two frames of the sequence and is rounded");
    }

    private void Lose(Clip clip, string what) => _losses.Add(new Loss(clip.Name, what));

    private static string Name(Clip clip) => clip.Name.ReplaceLineEndings(" ");
}
