using Saccade.Objects.Clips;
using Xunit.Abstractions;

namespace Saccade.Objects.Tests.Clips;

/// <summary>The historical definition, held to its published figures.</summary>
public class ColouredLookTests(ITestOutputHelper output)
{
    private const int Clips = 20_000;

    // Published to 0.005; the rest is four standard errors of 20,000 clips.
    [Theory]
    [InlineData(32, 0.531, 0.197)]
    [InlineData(16, 0.255, 0.354)]
    public void Priors_are_those_of_the_historical_set(int frames, double persistent, double transientFrames)
    {
        var generator = new PersistenceGenerator(new() { Look = PersistenceLook.Coloured, Frames = frames, Size = 64 });
        var truths = Enumerable.Range(0, Clips).AsParallel().Select(i => generator.ReadTruth(i)).ToArray();
        var prior = truths.Average(t => t.Clip == Persistence.Persistent ? 1.0 : 0);
        var share = truths.Average(t => t.TransientFrames / (double)t.Frames);
        var transients = truths.Average(t => t.Objects.Count(o => o.Kind == Persistence.Transient));
        output.WriteLine($"T={frames}: persistent {prior:f4}, transient frames {share:f4}, transients seen {transients:f3}");
        Assert.InRange(prior, persistent - 0.005 - 0.014, persistent + 0.005 + 0.014);
        Assert.InRange(share, transientFrames - 0.005 - 0.004, transientFrames + 0.005 + 0.004);
        // 3.50 are made; one in a hundred is never seen.
        Assert.InRange(transients, 3.50 * 0.985 - 0.048, 3.50 + 0.048);
    }

    [Fact]
    public void What_stays_is_white_and_what_flickers_is_red()
    {
        var options = new PersistenceClipOptions { Look = PersistenceLook.Coloured };
        var generator = new PersistenceGenerator(options);
        var clip = new byte[options.ClipBytes];
        var (seen, red) = (0, 0);
        for (var index = 0; index < 20; index++)
        {
            var truth = generator.Read(index, clip);
            foreach (var o in truth.Objects)
            {
                foreach (var s in o.Sightings.Where(s => s.VisibleShare == 1))
                {
                    var at = s.Frame * options.FrameBytes + 3 * ((int)s.Centre.Y * options.Size + (int)s.Centre.X);
                    (int, int, int) expected = o.Kind == Persistence.Persistent ? (255, 255, 255) : (230, 77, 77);
                    Assert.Equal(expected, ((int)clip[at], (int)clip[at + 1], (int)clip[at + 2]));
                    seen++;
                    red += o.Kind == Persistence.Transient ? 1 : 0;
                    Assert.InRange(s.RadiusPixels, 2, o.Kind == Persistence.Persistent ? 3 : 4);
                }
            }
        }
        Assert.InRange(red, 50, seen - 300);
    }
}
