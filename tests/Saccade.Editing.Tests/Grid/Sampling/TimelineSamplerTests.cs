using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Tests.Formats.Xmeml;
using Saccade.Editing.Timelines;
using MediaTime = Saccade.Media.MediaTime;

namespace Saccade.Editing.Tests.Grid.Sampling;

public sealed class TimelineSamplerTests
{
    private const string Motion = "<filter><effect><name>Basic Motion</name><effectid>basic</effectid>";

    [Fact]
    public void Every_tenth_of_a_second_is_a_row_and_clips_end_before_their_end()
    {
        // 25 frames a second: steps fall on frames 0, 2 (of 2.5), 5, 7, ..: a clip of frames 5 to 9 is seen in rows 2 and 3.
        var grid = Sample(Xmeml.Sequence(Item(5, 10) + Item(100, 250)));

        Assert.Equal(100, grid.Steps);
        Assert.Equal([2, 3], Enumerable.Range(0, 40).Where(i => grid.Row(i)[GridLayout.Active] == 1));
        Assert.Equal(1, grid.Row(40)[GridLayout.Active]);
        Assert.Equal([0, 0, 100, 0, 0, 0, 0, 0, 0], grid.Row(0)[..9].ToArray());
    }

    [Theory]
    [InlineData("<timebase>30</timebase><ntsc>TRUE</ntsc>", 2997, 999)] // 99.9999 s
    [InlineData("<timebase>30</timebase><ntsc>FALSE</ntsc>", 3000, 1000)]
    [InlineData("<timebase>24</timebase><ntsc>TRUE</ntsc>", 2400, 1001)] // 100.1 s exactly
    public void No_row_is_lost_to_rounding(string rate, int frames, int rows) =>
        Assert.Equal(rows, Sample(Xmeml.Sequence(Item(0, frames), rate: rate)).Steps);

    [Fact]
    public void Keyframes_decide_over_the_value_beside_them_and_are_followed_at_each_step()
    {
        // Media clock: in = 50, so that keyframes lie at 0 s and 1 s of the clip; held at both ends.
        const string Keys = Motion + "<parameter><parameterid>scale</parameterid><value>100</value><keyframe><when>50</when><value>100</value></keyframe><keyframe><when>75</when><value>200</value></keyframe></parameter></effect></filter>";
        var grid = Sample(Xmeml.Sequence(Item(0, 50, Keys, first: 50)));

        var scales = Enumerable.Range(0, 20).Select(i => grid.Row(i)[2]).ToArray();

        Assert.Equal([100, 108, 120, 128, 140], scales[..5]); // frames 0, 2, 5, 7, 10 of 25
        Assert.All(scales[10..], scale => Assert.Equal(200, scale));
    }

    [Fact]
    public void A_held_keyframe_stays_until_the_next()
    {
        const string Keys = Motion + "<parameter><parameterid>scale</parameterid><interpolation><name>hold</name></interpolation><value>100</value><keyframe><when>0</when><value>100</value></keyframe><keyframe><when>25</when><value>150</value></keyframe></parameter></effect></filter>";

        var grid = Sample(Xmeml.Sequence(Item(0, 50, Keys)));

        Assert.Equal(100, grid.Row(9)[2]);
        Assert.Equal(150, grid.Row(10)[2]);
    }

    [Fact]
    public void What_is_disabled_shows_nothing()
    {
        var project = Xmeml.Read(Xmeml.Sequence(Item(0, 25) + Item(25, 50)));
        var sequence = project.Sequences[0];
        var track = sequence.Tracks[0];
        var items = track.Items.ToArray();
        items[0] = (Clip)items[0] with { Enabled = false };

        var withoutClip = sequence with { Tracks = [track with { Items = items }] };
        var withoutTrack = sequence with { Tracks = [track with { Enabled = false }, track] };

        Assert.Equal([0, 1], Active(TimelineSampler.Sample(project, withoutClip, "x", new()), row: 5, row2: 15));
        var second = TimelineSampler.Sample(project, withoutTrack, "x", new());
        Assert.Equal(0, second.Row(5)[GridLayout.Active]);
        Assert.Equal(1, second.Row(5)[GridLayout.Nine.Values.Count]);
        Assert.Throws<TimelineException>(() => TimelineSampler.Sample(project, sequence with { Tracks = [track with { Enabled = false }] }, "x", new()));
    }

    [Fact]
    public void A_nested_sequence_shows_its_lowest_clip_at_its_own_speed_within_what_is_around_it()
    {
        var inner = Sequence("inner", Track(Clip("face.mp4", 0, 1)), Track(Clip("logo.png", 1, 1) with { Motion = Timelines.Motion.None with { Scale = new Pair(50, 50), Position = new Pair(0.2, 0) } }));
        var nest = Clip("nest", 0, 2) with { Source = new ClipSource.Nested("inner"), SourceDuration = 4, Speed = new SpeedChange { Ratio = 2 }, Motion = Timelines.Motion.None with { Scale = new Pair(50, 50), Position = new Pair(0.1, 0) } };
        var outer = Sequence("outer", Track(), Track(), Track(nest));
        var project = new TimelineProject { Sequences = [outer], Nested = [inner] };

        var grid = TimelineSampler.Sample(project, outer, "x", new() { Assets = AssetRules.Historical });

        Assert.Equal([1, 2, 50, 0.1f, 0], Cell(grid, row: 4, track: 2)[..5]);
        Assert.Equal([1, 3, 25, 0.2f, 0], Cell(grid, row: 6, track: 2)[..5]); // 1.2 s of its own time: the picture
        Assert.Equal(0, Cell(grid, row: 10, track: 2)[0]); // 2 s of its own time: nothing is left
    }

    [Fact]
    public void Sequences_nested_in_themselves_are_refused()
    {
        var nest = Clip("nest", 0, 2) with { Source = new ClipSource.Nested("outer") };
        var outer = Sequence("outer", Track(nest));

        var failure = Assert.Throws<TimelineException>(() => TimelineSampler.Sample(new TimelineProject { Sequences = [outer] }, outer, "x", new()));

        Assert.Contains("nested", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_values_have_scale_as_a_factor_with_anchor_and_rotation()
    {
        var clip = Clip("a", 0, 1) with
        {
            Motion = new Motion { Scale = new Pair(150, 150), Position = new Pair(0.25, -0.5), Rotation = 90, Anchor = new Pair(0.125, 0.5) },
            Crop = new Crop { Left = 1, Right = 2, Top = 3, Bottom = 4 },
        };
        var sequence = Sequence("s", Track(clip));

        var grid = TimelineSampler.Sample(new TimelineProject { Sequences = [sequence] }, sequence, "x", new() { Layout = GridLayout.Twelve });

        Assert.Equal([1, 1, 1.5f, 0.25f, -0.5f, 0.125f, 0.5f, 90, 1, 2, 3, 4], Cell(grid, row: 3, track: 0));
        Assert.All(Cell(grid, row: 3, track: 1), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Other_steps_give_other_rows_and_tracks_above_twenty_are_left_out()
    {
        var sequence = Sequence("s", [.. Enumerable.Range(0, 25).Select(_ => Track(Clip("a", 0, 1)))]);

        var grid = TimelineSampler.Sample(new TimelineProject { Sequences = [sequence] }, sequence, "x", new() { Step = new MediaTime(1, 4) });

        Assert.Equal(4, grid.Steps);
        Assert.Equal(GridLayout.Tracks, Enumerable.Range(0, GridLayout.Tracks).Sum(t => Cell(grid, 0, t)[0]));
    }

    private static float[] Active(TimelineGrid grid, int row, int row2) => [grid.Row(row)[GridLayout.Active], grid.Row(row2)[GridLayout.Active]];

    private static float[] Cell(TimelineGrid grid, int row, int track) => grid.Row(row).Slice(track * grid.Layout.Values.Count, grid.Layout.Values.Count).ToArray();

    private static TimelineGrid Sample(string text)
    {
        var project = Xmeml.Read(text);
        return TimelineSampler.Sample(project, project.Sequences[0], "x", new());
    }

    private static string Item(int start, int end, string more = "", int first = 0) =>
        $"<clipitem id='c{start}'><name>a.mp4</name><start>{start}</start><end>{end}</end><in>{first}</in><out>{first + end - start}</out><file id='f{start}'><name>a.mp4</name><pathurl>file://localhost/a.mp4</pathurl></file>{more}</clipitem>";

    private static Clip Clip(string name, long start, long seconds) => new() { Name = name, Start = start, Duration = seconds, Source = new ClipSource.Missing(), SourceDuration = seconds };

    private static Track Track(params Clip[] clips) => new() { Kind = TrackKind.Video, Items = clips };

    private static Sequence Sequence(string id, params Track[] tracks) => new() { Id = id, Name = id, Rate = new FrameRate(25, 1), Tracks = tracks };
}
