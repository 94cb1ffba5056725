using Saccade.Objects.Early;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Tests.Early;

public class FrameCountTests
{
    private const int Frames = 32, Slots = 3;

    /// <summary>What the count says after each of the first frames, given each track's log-odds of transient and the frames in which it is seen.</summary>
    private static float[] Describe(int so, params (float Logit, int[] Seen)[] tracks)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var scope = engine.BeginScope();
        var count = new FrameCount(engine, Frames);
        var logits = engine.From(tracks.Select(t => t.Logit).ToArray(), tracks.Length, 1);
        var numbers = count.OfObjects(logits, engine.From(tracks.Select(t => (float)t.Seen.Length).ToArray(), tracks.Length, 1)).Pad(0, 1, 0);
        var held = Enumerable.Range(0, Slots).Select(k => k < tracks.Length ? k + 1 : 0).ToArray();
        var seen = new float[so * Slots];
        for (var k = 0; k < tracks.Length; k++)
            foreach (var t in tracks[k].Seen)
                seen[t * Slots + k] = 1;
        return count.Describe(numbers.IndexSelect(engine.From(held, 1, 1, Slots)), engine.From(seen, 1, so, Slots), so - 1).ToArray();
    }

    [Fact]
    public void Sure_objects_count_in_whole_frames()
    {
        var numbers = Describe(10, (20, [1, 2]), (-20, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), (20, [2, 9]));

        Assert.Equal(3 / 8.0, numbers[0], 1e-4); // frames 1, 2 and 9
        Assert.Equal(1, numbers[2], 1e-4); // frame 9 has one,
        Assert.Equal(0, numbers[3], 1e-4); // frame 8 has none
        Assert.Equal(2 / 6.0, numbers[5], 1e-4); // two objects
        Assert.True(numbers[8] > 0.99); // three are fewer than seven
    }

    [Fact]
    public void Doubtful_objects_count_by_their_probability()
    {
        var numbers = Describe(4, (0, [1, 2]), (0, [2]));

        Assert.Equal((0.5 + 0.75) / 8, numbers[0], 1e-5);
        Assert.Equal(Math.Sqrt(0.25 + 0.75 * 0.25 + 0.02) / 2, numbers[1], 1e-5);
        Assert.Equal((0.25 * 2 + 0.25 * 1) / 4, numbers[6], 1e-5);
        Assert.Equal((Frames - 4.0) / Frames, numbers[9], 1e-6);
    }

    [Fact]
    public void Nothing_seen_counts_nothing() => Assert.Equal(0, Describe(5)[0]);
}
