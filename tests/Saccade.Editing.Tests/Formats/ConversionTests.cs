using Saccade.Editing.Comparing;
using Saccade.Editing.Formats;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats;

public class ConversionTests
{
    private const string Real = "Data";

    [Theory]
    [InlineData("xmeml")]
    [InlineData("fcpxml")]
    [InlineData("otio")]
    [InlineData("xmeml", "fcpxml")]
    [InlineData("fcpxml", "xmeml")]
    [InlineData("otio", "fcpxml")]
    [InlineData("fcpxml", "otio")]
    [InlineData("xmeml", "otio", "fcpxml")]
    public void What_all_formats_can_say_comes_through_each_of_them(params string[] formats)
    {
        var before = SampleTimeline.Project();
        var after = before;
        var losses = new List<Loss>();
        foreach (var format in formats)
        {
            var (next, lost) = Through(after, format);
            after = next;
            losses.AddRange(lost);
        }
        Assert.Equal([], losses.Select(l => l.ToString()));
        Assert.Equal([], Differences(before, after));
    }

    [Theory]
    [InlineData("fcpxml")]
    [InlineData("otio")]
    public void A_second_pass_through_a_built_file_is_equal_to_the_byte(string format)
    {
        var once = Bytes(SampleTimeline.Project(), format).Bytes;
        var project = Read(once, format);
        Assert.Equal(once, Bytes(project, format).Bytes);
        // Written anew of unchanged nodes, too: nothing is patched that did not change.
        Assert.Equal(once, Bytes(project with { Keyframes = KeyframeClock.Media }, format).Bytes);
    }

    [Theory]
    [InlineData("finalcut/fcpx_example.fcpxml")]
    [InlineData("finalcut/fcpx_clips.fcpxml")]
    [InlineData("premiere/premiere_example.xml")]
    [InlineData("premiere/premiere_generators.xml")]
    [InlineData("premiere/premiere_enable_property.xml")]
    public void Real_files_keep_their_clips_in_other_formats(string name)
    {
        var before = TimelineFormats.Read(Path.Combine(AppContext.BaseDirectory, Real, name));
        foreach (var format in new[] { "fcpxml", "otio" }.Where(f => f != before.Format))
        {
            var (after, losses) = Through(before, format);
            Assert.Equal(Clips(before), Clips(after));
            Assert.All(losses, l => Assert.False(string.IsNullOrWhiteSpace(l.What)));
        }
    }

    /// <summary>Names, kinds and times of clips on timelines and in nested sequences: what every format has.</summary>
    private static IEnumerable<string> Clips(TimelineProject project) => project.Sequences.Concat(project.Nested)
        .SelectMany(s => s.Tracks.Where(t => t.Kind == TrackKind.Video).SelectMany(t => t.Clips).Select(c => $"{s.Name}: {c.Name} {c.Start} {c.Duration} {c.SourceStart}")).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Differences(TimelineProject before, TimelineProject after) =>
        TimelineComparison.Between(before, after).Select(d => d.ToString());

    private static (TimelineProject Project, IReadOnlyList<Loss> Losses) Through(TimelineProject project, string format)
    {
        var (bytes, losses) = Bytes(project, format);
        return (Read(bytes, format), losses);
    }

    private static (byte[] Bytes, IReadOnlyList<Loss> Losses) Bytes(TimelineProject project, string format)
    {
        var output = new MemoryStream();
        var losses = TimelineFormats.Writers.Single(w => w.Name == format).Write(project, output);
        return (output.ToArray(), losses);
    }

    private static TimelineProject Read(byte[] bytes, string format) => TimelineFormats.Readers.Single(r => r.Name == format).Read(new MemoryStream(bytes), ReadOptions.Default);
}
