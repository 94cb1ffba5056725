using Saccade.Objects.Clips;

namespace Saccade.Objects.Tests.Clips;

/// <summary>A clip follows from options and index alone, and its truth is what its pixels show.</summary>
public class PersistenceGeneratorTests
{
    private static readonly PersistenceClipOptions Hard = new() { Frames = 16, Size = 32, Boundary = true, Occlusion = true, Crossing = true, Blur = 0.5, Noise = 0.02, Flicker = 0.8, Seed = 4 };

    public static TheoryData<PersistenceClipOptions> Looks => new() { new PersistenceClipOptions(), new PersistenceClipOptions { Look = PersistenceLook.Coloured, Blur = 1 }, Hard };

    [Theory]
    [MemberData(nameof(Looks))]
    public void Clips_and_truths_are_the_same_in_any_order_and_on_any_number_of_threads(PersistenceClipOptions options)
    {
        const int Count = 12;
        var alone = new PersistenceGenerator(options);
        var expected = Enumerable.Range(0, Count).Select(i => Made(alone, i)).ToArray();
        var shared = new PersistenceGenerator(options);
        var made = new (byte[], ClipObjects)[Count];
        Parallel.For(0, Count, i => made[Count - 1 - i] = Made(shared, Count - 1 - i));
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(expected[i].Clip, made[i].Item1);
            AssertSame(expected[i].Truth, made[i].Item2);
            AssertSame(expected[i].Truth, shared.ReadTruth(i));
        }
        Assert.NotEqual(expected[0].Clip, expected[1].Clip);
        Assert.NotEqual(expected[0].Clip, Made(new(options with { Seed = 99 }), 0).Clip);
    }

    [Fact]
    public void Every_pixel_that_is_lit_belongs_to_a_sighting_and_every_sighting_is_lit()
    {
        var options = new PersistenceClipOptions();
        var generator = new PersistenceGenerator(options);
        var clip = new byte[options.ClipBytes];
        for (var index = 0; index < 8; index++)
        {
            var truth = generator.Read(index, clip);
            for (var t = 0; t < options.Frames; t++)
            {
                var seen = truth.Objects.SelectMany(o => o.Sightings.Where(s => s.Frame == t)).ToArray();
                var frame = clip.AsSpan(t * options.FrameBytes, options.FrameBytes);
                for (var i = 0; i < options.Size * options.Size; i++)
                {
                    var (y, x) = Math.DivRem(i, options.Size);
                    var nearest = seen.Length == 0 ? double.PositiveInfinity : seen.Min(s => GapRules.Distance(s.Centre, new(x + 0.5, y + 0.5)) - s.RadiusPixels);
                    Assert.Equal((frame[3 * i], frame[3 * i]), (frame[3 * i + 1], frame[3 * i + 2]));
                    if (nearest < -0.5)
                        Assert.True(frame[3 * i] > 20, $"clip {index}, frame {t}: ({x}, {y}) is dark");
                    else if (nearest > 0.5 && frame[3 * i] > 0)
                        Assert.True(IsSliver(generator, truth, t, x, y), $"clip {index}, frame {t}: ({x}, {y}) is lit");
                }
            }
        }
    }

    [Fact]
    public void Lives_are_as_the_kinds_say()
    {
        var generator = new PersistenceGenerator(new());
        var seen = new List<(int Least, int Most)>();
        for (var index = 0; index < 500; index++)
        {
            foreach (var o in generator.ReadTruth(index).Objects)
            {
                var life = o.Sightings[^1].Frame - o.Sightings[0].Frame + 1;
                var most = o.Kind == Persistence.Transient ? 3 : 32;
                Assert.InRange(life, 1, most);
                Assert.All(o.Sightings, s => Assert.InRange(s.VisibleShare, 0.1, 1));
                seen.Add((life, o.Sightings.Count));
            }
        }
        foreach (var life in Enumerable.Range(1, 8).Append(32))
            Assert.Contains(seen, s => s.Least == life);
        Assert.True(seen.Count(s => s is { Least: > 3, Most: 3 }) > 200, "few lives have three sightings");
    }

    [Fact]
    public void Near_the_boundary_transients_have_three_frames_and_the_others_little_more()
    {
        var generator = new PersistenceGenerator(new() { Boundary = true });
        var objects = Enumerable.Range(0, 300).SelectMany(i => generator.ReadTruth(i).Objects).ToArray();
        var transient = objects.Where(o => o.Kind == Persistence.Transient).ToArray();
        Assert.True(transient.Count(o => o.Sightings.Count == 3) > 0.9 * transient.Length);
        var short_ = objects.Where(o => o.Kind == Persistence.Persistent && o.Sightings.Count < 10).ToArray();
        Assert.All(short_, o => Assert.InRange(o.Sightings.Count, 1, 4));
        foreach (var sightings in new[] { 2, 3, 4 })
            Assert.True(short_.Count(o => o.Sightings.Count == sightings) > 50);
    }

    [Fact]
    public void Occlusion_hides_the_lasting_ball_in_every_clip_and_crossing_makes_objects_meet_it()
    {
        var occluded = new PersistenceGenerator(new() { Occlusion = true });
        for (var index = 0; index < 100; index++)
        {
            var ball = occluded.ReadTruth(index).Objects.MaxBy(o => o.Sightings.Count)!;
            Assert.InRange(ball.Sightings.Count, 20, 30);
        }
        Assert.InRange(Meetings(new() { Crossing = true }) - Meetings(new()), 0.3, 0.5);
    }

    [Theory]
    [InlineData("transients", 17)]
    [InlineData("short_lived", 9)]
    [InlineData("flicker", 1.5)]
    [InlineData("blur", -1)]
    [InlineData("noise", double.NaN)]
    [InlineData("frames", 1)]
    [InlineData("size", 8)]
    public void An_option_out_of_range_is_refused_by_name(string name, double value)
    {
        var options = name switch
        {
            "transients" => new PersistenceClipOptions { Transients = (int)value },
            "short_lived" => new() { ShortLived = (int)value },
            "flicker" => new() { Flicker = value },
            "blur" => new() { Blur = value },
            "noise" => new() { Noise = value },
            "frames" => new() { Frames = (int)value },
            _ => new() { Size = (int)value },
        };
        Assert.StartsWith(name, Assert.Throws<ArgumentException>(() => new PersistenceGenerator(options)).Message);
    }

    [Fact]
    public void Options_that_do_not_go_together_are_refused()
    {
        Assert.StartsWith("crossing", Assert.Throws<ArgumentException>(() => new PersistenceClipOptions { Look = PersistenceLook.Coloured, Crossing = true }.Validate()).Message);
        Assert.StartsWith("short_lived", Assert.Throws<ArgumentException>(() => new PersistenceClipOptions { Frames = 3 }.Validate()).Message);
        Assert.StartsWith("occlusion", Assert.Throws<ArgumentException>(() => new PersistenceClipOptions { Frames = 8, Occlusion = true }.Validate()).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(12)]
    public void Short_clips_are_made_too(int frames)
    {
        var options = new PersistenceClipOptions { Frames = frames, Size = 16, ShortLived = frames > 3 ? 8 : 0, Transients = 16, Flicker = 1, Boundary = frames == 4, Occlusion = frames == 12 };
        var generator = new PersistenceGenerator(options);
        var clip = new byte[options.ClipBytes];
        for (var index = 0; index < 50; index++)
            Assert.All(generator.Read(index, clip).Objects, o => Assert.InRange(o.Sightings.Count, 1, frames));
    }

    // Share of the objects that do not last which touch the one that does.
    private static double Meetings(PersistenceClipOptions options)
    {
        var generator = new PersistenceGenerator(options);
        return Enumerable.Range(0, 200).SelectMany(i =>
        {
            var objects = generator.ReadTruth(i).Objects;
            var ball = objects.MaxBy(o => o.Sightings.Count)!;
            return objects.Where(o => o != ball).Select(o => o.Sightings.Any(s => ball.Sightings.Any(b => b.Frame == s.Frame && GapRules.Distance(b.Centre, s.Centre) < 2.2 * b.RadiusPixels)));
        }).Average(touches => touches ? 1.0 : 0);
    }

    // What is lit and belongs to no sighting is the rest of an object of which almost nothing is seen.
    private static bool IsSliver(PersistenceGenerator generator, ClipObjects truth, int frame, int x, int y) =>
        x < 4 || y < 4 || x >= generator.Options.Size - 4 || y >= generator.Options.Size - 4
        || truth.Objects.SelectMany(o => o.Sightings).Any(s => s.Frame == frame && GapRules.Distance(s.Centre, new(x, y)) < 2 * s.RadiusPixels + 2);

    private static (byte[] Clip, ClipObjects Truth) Made(PersistenceGenerator generator, long index)
    {
        var clip = new byte[generator.Options.ClipBytes];
        return (clip, generator.Read(index, clip));
    }

    internal static void AssertSame(ClipObjects expected, ClipObjects actual)
    {
        Assert.Equal((expected.Frames, expected.Clip, expected.Objects.Count), (actual.Frames, actual.Clip, actual.Objects.Count));
        for (var t = 0; t < expected.Frames; t++)
            Assert.Equal(expected.Frame(t), actual.Frame(t));
        foreach (var (a, b) in expected.Objects.Zip(actual.Objects))
        {
            Assert.Equal((a.Id, a.Kind), (b.Id, b.Kind));
            Assert.Equal(a.Sightings, b.Sightings);
        }
    }
}
