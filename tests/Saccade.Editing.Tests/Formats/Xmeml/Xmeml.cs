using System.Text;
using Saccade.Editing.Formats;
using Saccade.Editing.Formats.Xmeml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Xmeml;

/// <summary>Small documents, read and written in memory.</summary>
internal static class Xmeml
{
    /// <summary>A sequence of 25 frames a second with one video track.</summary>
    public static string Sequence(string items, string more = "", string rate = "<timebase>25</timebase><ntsc>FALSE</ntsc>") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE xmeml>
        <xmeml version="5">
        <sequence id="s"><name>cut</name><rate>{rate}</rate>
        <media><video><track>{items}</track></video>{more}</media></sequence>
        </xmeml>
        """;

    public static TimelineProject Read(string text, KeyframeClock keyframes = KeyframeClock.Media) => Read(Encoding.UTF8.GetBytes(text), keyframes);

    public static TimelineProject Read(byte[] bytes, KeyframeClock keyframes = KeyframeClock.Media) =>
        new XmemlFormat().Read(new MemoryStream(bytes), new ReadOptions { Keyframes = keyframes });

    public static Clip ReadClip(string item, KeyframeClock keyframes = KeyframeClock.Media) => Read(Sequence(item), keyframes).Sequences[0].Clips.Single();

    public static (byte[] Bytes, IReadOnlyList<Loss> Losses) Write(TimelineProject project)
    {
        using var output = new MemoryStream();
        var losses = new XmemlFormat().Write(project, output);
        return (output.ToArray(), losses);
    }

    /// <summary>Written and read again.</summary>
    public static TimelineProject Again(TimelineProject project) => Read(Write(project).Bytes, project.Keyframes);

    /// <summary>The project with its first clip changed.</summary>
    public static TimelineProject WithClip(this TimelineProject project, Func<Clip, Clip> change)
    {
        var sequence = project.Sequences[0];
        var tracks = sequence.Tracks.ToArray();
        tracks[0] = tracks[0] with { Items = [.. tracks[0].Items.Select(i => ReferenceEquals(i, tracks[0].Clips.First()) ? change((Clip)i) : i)] };
        return project with { Sequences = [sequence with { Tracks = tracks }, .. project.Sequences.Skip(1)] };
    }

    public static Sequence Copy(Sequence sequence) => sequence with
    {
        Tracks = [.. sequence.Tracks.Select(t => t with { Items = [.. t.Items.Select(i => i is Clip c ? c with { Effects = [.. c.Effects], Markers = [.. c.Markers] } : i with { })] })],
        Markers = [.. sequence.Markers],
    };

    /// <summary>Without a trace of where it was read.</summary>
    public static Sequence Unread(Sequence sequence) => sequence with
    {
        Origin = null,
        Tracks = [.. sequence.Tracks.Select(t => t with { Origin = null, Items = [.. t.Items.Select(Unread)] })],
        Markers = [.. sequence.Markers.Select(m => m with { Origin = null })],
    };

    private static TrackItem Unread(TrackItem item) => item switch
    {
        Clip c => c with { Origin = null, Effects = [.. c.Effects.Select(Unread)], Markers = [.. c.Markers.Select(m => m with { Origin = null })], Source = c.Source is ClipSource.Generated g ? new ClipSource.Generated(Unread(g.Generator)) : c.Source },
        Transition t => t with { Origin = null, Effect = t.Effect is null ? null : Unread(t.Effect) },
        _ => item with { Origin = null },
    };

    private static Effect Unread(Effect effect) => effect with { Origin = null, Parameters = [.. effect.Parameters.Select(p => p with { Origin = null })] };
}
