using Saccade.Editing.Comparing;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Xmeml;

public class KeyframeTests
{
    private const string Zoom = """
        <filter><effect><name>基本モーション</name><effectid>basic</effectid><effecttype>motion</effecttype><mediatype>video</mediatype>
        <parameter><parameterid>scale</parameterid><name>スケール</name><value>100</value>
        <keyframe><when>130</when><value>200</value></keyframe><keyframe><when>100</when><value>100</value><custom>kept</custom></keyframe></parameter>
        <parameter><parameterid>center</parameterid><value><horiz>0.25</horiz><vert>-0.5</vert></value></parameter>
        </effect></filter>
        """;

    private const string Item = $"<clipitem id=\"c\"><name>a.mov</name><start>50</start><end>150</end><in>100</in><out>200</out>{Zoom}</clipitem>";

    [Fact]
    public void Keyframes_count_although_a_static_value_stands_beside_them()
    {
        var scale = Xmeml.ReadClip(Item).Motion.Scale;
        Assert.Equal(2, scale.Keyframes.Count);
        Assert.Equal((100, 150, 200), (scale.At(new Rational(-1)).X, scale.At(new Rational(15, 25)).X, scale.At(new Rational(99)).X));
    }

    [Fact]
    public void The_identity_of_an_effect_decides_and_not_its_localised_name()
    {
        Assert.Equal(new Pair(0.25, -0.5), Xmeml.ReadClip(Item).Motion.Position.Value);
        var crop = Xmeml.ReadClip("<clipitem><name>a</name><start>0</start><end>9</end><filter><effect><name>クロップ</name><effectid>crop</effectid><parameter><parameterid>left</parameterid><value>12.5</value></parameter></effect></filter></clipitem>");
        Assert.Equal(12.5, crop.Crop.Left.Value);
        var other = Xmeml.ReadClip("<clipitem><name>a</name><start>0</start><end>9</end><filter><effect><name>Basic Motion</name><effectid>blur</effectid><parameter><parameterid>scale</parameterid><value>12</value></parameter></effect></filter></clipitem>");
        Assert.Equal((100, "blur"), (other.Motion.Scale.Value.X, Assert.Single(other.Effects).Id));
    }

    [Fact]
    public void Keyframes_count_from_the_media_or_from_the_clip_as_asked()
    {
        Assert.Equal([Rational.Zero, new Rational(30, 25)], Xmeml.ReadClip(Item).Motion.Scale.Keyframes.Select(k => k.Time));
        Assert.Equal([new Rational(100, 25), new Rational(130, 25)], Xmeml.ReadClip(Item, KeyframeClock.Clip).Motion.Scale.Keyframes.Select(k => k.Time));
    }

    [Theory]
    [InlineData(KeyframeClock.Media, "130")]
    [InlineData(KeyframeClock.Clip, "130")]
    public void A_changed_keyframe_is_patched_and_all_else_stays(KeyframeClock clock, string when)
    {
        var project = Xmeml.Read(Xmeml.Sequence(Item), clock);
        var changed = project.WithClip(c => c with { Motion = c.Motion with { Scale = new Animated<Pair>(new Pair(100, 100), c.Motion.Scale.Keyframes[0], c.Motion.Scale.Keyframes[1] with { Value = new Pair(250, 250) }) } });
        var (bytes, losses) = Xmeml.Write(changed);
        Assert.Empty(losses);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Contains($"<when>{when}</when><value>250</value>", text, StringComparison.Ordinal);
        Assert.Contains("<custom>kept</custom>", text, StringComparison.Ordinal);
        Assert.Contains("スケール", text, StringComparison.Ordinal);
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Read(bytes, clock)));
    }

    [Theory]
    [InlineData(KeyframeClock.Media)]
    [InlineData(KeyframeClock.Clip)]
    public void Trimmed_at_its_start_a_clip_keeps_its_curves_where_the_model_has_them(KeyframeClock clock)
    {
        var project = Xmeml.Read(Xmeml.Sequence(Item), clock);
        var changed = project.WithClip(c => c with { Start = c.Start + new Rational(10, 25), Duration = c.Duration - new Rational(10, 25), SourceStart = c.SourceStart + new Rational(10, 25), SourceDuration = c.SourceDuration - new Rational(10, 25) });
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Read(Xmeml.Write(changed).Bytes, clock)).Select(d => d.ToString()));
    }

    [Fact]
    public void Everything_that_moves_is_written_and_read_back()
    {
        var clip = new Clip
        {
            Name = "a & <b>",
            Start = new Rational(1),
            Duration = new Rational(4),
            SourceStart = new Rational(2),
            SourceDuration = new Rational(4),
            Source = new ClipSource.Media("m"),
            Motion = new Motion
            {
                Scale = new Animated<Pair>(new Pair(120, 120), new(Rational.Zero, new Pair(100, 100), Interpolation.Hold), new(new Rational(2), new Pair(150.5, 150.5))),
                Position = new Animated<Pair>(default, new(Rational.Zero, new Pair(-0.1, 0.2)), new(new Rational(1), new Pair(0.3, 0), Interpolation.Ease)),
                Rotation = new Animated<double>(-12.5),
                Anchor = new Pair(0.5, 0.25),
            },
            Crop = new Crop { Left = 10, Bottom = new Animated<double>(5, new Keyframe<double>(new Rational(1), 7)) },
            Opacity = new Animated<double>(100, new Keyframe<double>(Rational.Zero, 0), new Keyframe<double>(new Rational(1, 5), 100)),
        };
        var project = new TimelineProject
        {
            Media = [new MediaFile { Id = "m", Name = "m.mov", Path = "/media/m.mov", Rate = new FrameRate(25, 1), Duration = new Rational(60), HasVideo = true, Width = 1920, Height = 1080 }],
            Sequences = [new Sequence { Id = "s", Name = "cut", Rate = new FrameRate(25, 1), Duration = new Rational(5), Width = 1080, Height = 1920, Tracks = [new Track { Kind = TrackKind.Video, Items = [clip] }] }],
        };
        var (bytes, losses) = Xmeml.Write(project);
        Assert.Empty(losses);
        var again = Xmeml.Read(bytes);
        var differences = TimelineComparison.Between(project, again).Where(d => d.Property != "start timecode").Select(d => d.ToString());
        Assert.Empty(differences);
        Assert.Equal(bytes, Xmeml.Write(again).Bytes);
    }

    [Fact]
    public void What_xmeml_cannot_say_is_listed_by_the_name_of_the_clip()
    {
        var project = Xmeml.Read(Xmeml.Sequence(Item)).WithClip(c => c with
        {
            Motion = c.Motion with { Scale = new Pair(100, 50), Rotation = new Animated<double>(0, new(new Rational(1, 100), 0, Interpolation.EaseIn), new(Rational.One, 1)) },
        });
        var losses = Xmeml.Write(project).Losses;
        Assert.All(losses, loss => Assert.Equal("a.mov", loss.Where));
        Assert.Equal(3, losses.Count);
    }
}
