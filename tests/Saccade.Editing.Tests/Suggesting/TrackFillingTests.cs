using Saccade.Editing.Checking;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Suggesting;

public sealed class TrackFillingTests
{
    private const int Steps = 200;

    private static readonly Dictionary<int, MediaFile> Nothing = [];

    [Theory]
    [InlineData("xmeml")]
    [InlineData("fcpxml")]
    [InlineData("otio")]
    public void What_is_written_and_read_again_is_the_prediction(string format)
    {
        var predicted = Prediction();
        var suggestion = Fill(Shown.Rough(), predicted, 1, 2, 3);

        var read = Shown.Through(suggestion.Project, format);

        var (cells, scale, position, crop) = Shown.Distance(read, predicted.Grid, [1, 2, 3]);
        Assert.Equal(0, cells);
        Assert.InRange(scale, 0, 0.5);
        Assert.InRange(position, 0, 0.002);
        Assert.InRange(crop, 0, 0.2);
        Assert.DoesNotContain(TimelineCheck.Run(read, _ => true), f => f.IsError);
    }

    [Theory]
    [InlineData("xmeml")]
    [InlineData("otio")]
    public void A_file_of_the_same_format_keeps_all_else_to_the_byte(string format)
    {
        var rough = Shown.Through(Shown.Rough(), format);
        var before = System.Text.Encoding.UTF8.GetString(Shown.Bytes(rough, format));

        // Titles alone: the definition of a file stands with the first clip that shows it.
        var suggestion = Fill(rough, Shown.Grid(Steps, (track, step) => track == 2 && step is >= 10 and < 50 ? Shown.Cell(3, 100 + step) : null), 2);
        var after = System.Text.Encoding.UTF8.GetString(Shown.Bytes(suggestion.Project, format));

        // Everything up to the track that is filled, and everything behind it.
        var same = before.Zip(after).TakeWhile(p => p.First == p.Second).Count();
        var sameBehind = before.Reverse().Zip(after.Reverse()).TakeWhile(p => p.First == p.Second).Count();
        Assert.True(same > before.IndexOf("face-0", StringComparison.Ordinal), "the tracks below are other");
        Assert.True(sameBehind > before.Length - before.IndexOf("picture-30", StringComparison.Ordinal), "the tracks above are other");
        Assert.All(Shown.Differences(rough, Shown.Through(suggestion.Project, format)), d => Assert.Contains("V3", d, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("premiere/premiere_example.xml")]
    [InlineData("premiere/premiere_generators.xml")]
    [InlineData("premiere/premiere_enable_property.xml")]
    [InlineData("finalcut/fcpx_example.fcpxml")]
    [InlineData("finalcut/fcpx_clips.fcpxml")]
    public void A_real_export_is_patched_on_the_track_that_is_filled_and_nowhere_else(string name)
    {
        var rough = TimelineFormats.Read(Path.Combine(AppContext.BaseDirectory, "Data", name));
        var sequence = rough.Sequences[0];
        var grid = TimelineSampler.Sample(rough, sequence, "x", new());
        var top = sequence.VideoTracks.Count() - 1;
        var predicted = Shown.Grid(grid.Steps, (track, step) => track == top && step % 40 < 25 ? Shown.Cell(Math.Min(top + 1, 3), 100 + (step % 40)) : null);

        var suggestion = Fill(rough, predicted, top);
        var read = Shown.Through(suggestion.Project, rough.Format);

        Assert.Equal((0, 0), (Shown.Distance(read, predicted.Grid, [top]).Cells, suggestion.Changes.Count(c => c.Kind == ChangeKind.LeftOut)));
        Assert.InRange(Shown.Distance(read, predicted.Grid, [top]).Scale, 0, 0.5);
        var others = Enumerable.Range(0, top).ToArray();
        Assert.Equal((0, 0.0, 0.0, 0.0), Shown.Distance(read, grid, others));
        var differences = Shown.Differences(rough, read).ToArray();
        Assert.NotEmpty(differences);
        if (rough.Format == "xmeml")
            Assert.All(differences, d => Assert.True(d.Contains($", V{top + 1}", StringComparison.Ordinal) || d.Contains("linked with", StringComparison.Ordinal), d));
        Assert.Equal(Sounds(sequence), Sounds(read.Sequences[0]));
    }

    private static IEnumerable<string> Sounds(Sequence sequence) => sequence.AudioTracks.SelectMany(t => t.Clips).Select(c => $"{c.Name} {c.Start} {c.Duration} {c.SourceStart}").Order(StringComparer.Ordinal);

    [Fact]
    public void A_prediction_of_what_is_there_changes_nothing()
    {
        var rough = Shown.Through(Shown.Rough(), "xmeml");
        var grid = TimelineSampler.Sample(rough, rough.Sequences[0], "x", new());

        var suggestion = Fill(rough, new(grid, new float[grid.Steps * 20]), 1, 2, 3);

        Assert.Empty(suggestion.Changes);
        Assert.Same(rough, suggestion.Project);
        Assert.Equal(Shown.Bytes(rough, "xmeml"), Shown.Bytes(suggestion.Project, "xmeml"));
    }

    [Fact]
    public void A_second_camera_keeps_in_step_and_is_cut_where_the_footage_is()
    {
        // The face was seen 30 frames ahead of the game in the rough cut.
        var suggestion = Fill(Shown.Rough(), Shown.Grid(Steps, (track, step) => track == 1 && step is >= 50 and < 150 ? Shown.Cell(2, 40, 0.3, 0.3) : null), 1);

        var clips = suggestion.Project.Sequences[0].VideoTracks.ElementAt(1).Clips.ToArray();

        Assert.Equal([(Frames(149), Frames(300), Frames(279)), (Frames(300), Frames(449), Frames(730))], clips.Select(c => (c.Start, c.End, c.SourceStart)));
        Assert.Equal(["80 %", "80 %"], clips.Select(c => c.Markers.Single().Name));
        Assert.All(clips, c => Assert.Equal(new Pair(0.3, 0.3), new Pair(Math.Round(c.Motion.Position.Value.X, 6), Math.Round(c.Motion.Position.Value.Y, 6))));
    }

    [Fact]
    public void Footage_that_goes_on_while_V1_is_cut_is_not_cut_and_shows_the_moments_that_it_showed()
    {
        var rough = Shown.Rough();
        var sequence = rough.Sequences[0] with { Tracks = [.. rough.Sequences[0].Tracks.Select((t, i) => i == 1 ? t with { Items = [Shown.Clip("face", 0, 600, 1000)] } : t)] };
        rough = rough with { Sequences = [sequence] };

        var suggestion = Fill(rough, Shown.Grid(Steps, (track, step) => track == 1 && step is >= 50 and < 150 ? Shown.Cell(2) : null), 1);

        var clip = suggestion.Project.Sequences[0].VideoTracks.ElementAt(1).Clips.Single();
        Assert.Equal((Frames(149), Frames(449), Frames(1149)), (clip.Start, clip.End, clip.SourceStart));
        Assert.Equal(ChangeKind.Moved, suggestion.Changes.Single().Kind);
    }

    [Fact]
    public void A_clip_that_was_there_keeps_what_the_prediction_says_nothing_of()
    {
        var rough = Shown.Rough();
        var face = Shown.Clip("face", 0, 60, 130) with
        {
            Motion = new Motion { Rotation = 12 }, Opacity = 80, LinkGroup = "pair", Markers = [new Marker { Name = "mine", Start = 1 }],
            Effects = [new Effect { Id = "blur", Name = "Blur", Kind = "filter" }],
        };
        var dissolve = new Transition { Name = "Cross Dissolve", Start = 0, Duration = Frames(10), Cut = 0 };
        var fade = new Transition { Name = "Fade", Start = Frames(50), Duration = Frames(10), Cut = Frames(60) };
        var sequence = rough.Sequences[0] with { Tracks = [.. rough.Sequences[0].Tracks.Select((t, i) => i == 1 ? t with { Items = [dissolve, face, fade] } : t)] };
        rough = rough with { Sequences = [sequence] };

        var suggestion = Fill(rough, Shown.Grid(Steps, (track, step) => track == 1 && step < 40 ? Shown.Cell(2, 50, 0.25) : null), 1);

        var track = suggestion.Project.Sequences[0].VideoTracks.ElementAt(1);
        var clip = track.Clips.Single();
        Assert.Equal((face.Id, Frames(119), 12.0, 80.0, "pair"), (clip.Id, clip.End, clip.Motion.Rotation.Value, clip.Opacity.Value, clip.LinkGroup));
        Assert.Equal((50.0, 0.25), (clip.Motion.Scale.Value.X, clip.Motion.Position.Value.X));
        Assert.Equal(["mine", "80 %"], clip.Markers.Select(m => m.Name));
        Assert.Equal("blur", clip.Effects.Single().Id);
        Assert.Equal(["Cross Dissolve"], track.Transitions.Select(t => t.Name));
        Assert.Equal([(ChangeKind.Moved, "face.mp4"), (ChangeKind.Removed, "Fade")], suggestion.Changes.Select(c => (c.Kind, c.Clip)));
    }

    [Fact]
    public void A_picture_begins_anew_wherever_it_is_moved()
    {
        var suggestion = Fill(Shown.Rough(), Shown.Grid(Steps, (track, step) => track == 3 && step is >= 13 and < 25 ? Shown.Cell(4) : null), 3);
        var clip = suggestion.Project.Sequences[0].VideoTracks.ElementAt(3).Clips.Single();
        Assert.Equal((ChangeKind.Moved, Rational.Zero, Frames(38)), (suggestion.Changes.Single().Kind, clip.SourceStart, clip.Start));
    }

    [Fact]
    public void A_reason_is_what_comes_just_before()
    {
        var content = new float[Steps * 3];
        content[(99 * 3) + 2] = 1;
        var grid = Shown.Grid(Steps, (track, step) => track switch
        {
            2 when step is >= 20 and < 30 or >= 104 and < 110 => Shown.Cell(3),
            3 when step is >= 32 and < 40 => Shown.Cell(4),
            _ => null,
        });
        grid = grid with { Grid = grid.Grid.With(new Editing.Grid.GridContent(["loudness", "motion", "shot_change"], content)) };

        var suggestion = Fill(Shown.Rough(), grid, 2, 3);

        Assert.Equal(["by itself", "0.3 s after V1 is cut", "0.2 s after V3 goes off"], suggestion.Changes.Where(c => c.Kind != ChangeKind.Removed).Select(c => c.Reason));
        Assert.Equal("0.5 s after a new shot begins", RunReason.Of(grid.Grid, new GridRun(2, 104, 110, 3, 1), StepClock.Of(grid.Grid, Shown.Rate, 20, [])));
    }

    [Fact]
    public void A_run_is_as_sure_as_the_least_sure_of_its_edges()
    {
        var sure = new float[Steps * 20];
        Array.Fill(sure, 0.9f);
        (sure[(10 * 20) + 2], sure[(30 * 20) + 2]) = (0.6f, 0.5f);
        var grid = Shown.Grid(Steps, (track, step) => track == 2 && step is (>= 10 and < 20) or (>= 25 and < 30) ? Shown.Cell(3) : null);
        Assert.Equal([0.6, 0.5], GridRun.Of(grid with { Confidence = sure }, 2).Select(r => Math.Round(r.Confidence, 3)));
    }

    [Fact]
    public void Changes_say_what_comes_what_goes_and_what_moves()
    {
        var suggestion = Fill(Shown.Rough(), Shown.Grid(Steps, (track, step) => track switch
        {
            1 when step < 25 => Shown.Cell(2),
            3 when step is >= 101 and < 120 => Shown.Cell(4),
            _ => null,
        }), 1, 2, 3);

        Assert.Equal(
            [(ChangeKind.Moved, "V2", "face.mp4"), (ChangeKind.Removed, "V3", "Title"), (ChangeKind.Removed, "V4", "picture.png"), (ChangeKind.Added, "V4", "picture.png")],
            suggestion.Changes.Select(c => (c.Kind, c.Track, c.Clip)));
        Assert.Equal((Rational.Zero, Frames(60)), suggestion.Changes[0].Was);
        Assert.All(suggestion.Changes.Where(c => c.Kind != ChangeKind.Removed), c => Assert.Equal(0.8, c.Confidence!.Value, 6));
        Assert.Equal(["from the beginning", "not predicted", "not predicted", "as V1 is cut"], suggestion.Changes.Select(c => c.Reason));
    }

    [Fact]
    public void Footage_of_an_unknown_class_is_a_title_that_says_so_and_given_footage_is_used()
    {
        var grid = Shown.Grid(Steps, (track, step) => track == 4 && step < 50 ? Shown.Cell(7) : null);
        var missing = Fill(Shown.Rough(), grid, 4);
        Assert.Contains("class 7", Assert.Single(missing.Notes), StringComparison.Ordinal);
        Assert.Equal("V5: class 7", missing.Project.Sequences[0].VideoTracks.ElementAt(4).Clips.Single().Text);

        // A recording, and a picture of which nothing is known but its size.
        var rough = Shown.Rough();
        foreach (var media in new[] { Shown.Media("logo", 20), new MediaFile { Id = "x", Name = "logo.png", Path = "/media/logo.png", HasVideo = true, Width = 640, Height = 360 } })
        {
            var filled = TrackFilling.Fill(rough, rough.Sequences[0], grid, [4], AssetRules.Separate, new Dictionary<int, MediaFile> { [7] = media });
            Assert.Empty(filled.Notes);
            Assert.Equal(media.Path, filled.Project.Media[^1].Path);
            Assert.Equal(new ClipSource.Media("asset-7"), filled.Project.Sequences[0].VideoTracks.ElementAt(4).Clips.Single().Source);
            foreach (var format in new[] { "xmeml", "fcpxml", "otio" })
            {
                var read = Shown.Through(filled.Project, format);
                Assert.DoesNotContain(TimelineCheck.Run(read, _ => true), f => f.IsError);
                Assert.Equal(5, read.Sequences[0].VideoTracks.Count());
            }
        }
    }

    [Fact]
    public void A_prediction_of_another_length_is_refused()
    {
        var failure = Assert.Throws<TimelineException>(() => Fill(Shown.Rough(), Shown.Grid(Steps - 1, (_, _) => null), 1));
        Assert.Contains("199 rows", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A face that moves aside and is cropped, titles that are zoomed, a picture that jumps.</summary>
    private static Forecasting.PredictedGrid Prediction() => Shown.Grid(Steps, (track, step) => (track, step) switch
    {
        (1, < 30) or (1, >= 60) => Shown.Cell(2, 40 + (0.3 * Math.Sin(step)), step < 80 ? 0.3 : Math.Max(-0.3, 0.3 - ((step - 80) * 0.02)), 0.3, left: step >= 120 ? 12.5 : 0, right: Math.Clamp(step - 120, 0, 20)),
        (2, >= 10 and < 50) => Shown.Cell(3, 100 + step),
        (2, >= 50 and < 52) => Shown.Cell(4, 80),
        (2, 199) => Shown.Cell(3, 90),
        (3, >= 40 and < 100) => Shown.Cell(4, step < 70 ? 50 : 75, step < 55 ? -0.2 : 0.2, top: 5, bottom: 7),
        _ => null,
    });

    private static Suggestion Fill(TimelineProject rough, Forecasting.PredictedGrid predicted, params int[] tracks) =>
        TrackFilling.Fill(rough, rough.Sequences[0], predicted, tracks, AssetRules.Separate, Nothing);

    private static Rational Frames(long frames) => Shown.Rate.SecondsAt(frames);
}
