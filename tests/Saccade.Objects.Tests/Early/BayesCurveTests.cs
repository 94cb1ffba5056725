using Saccade.Objects.Clips;
using Saccade.Objects.Early;

namespace Saccade.Objects.Tests.Early;

public class BayesCurveTests
{
    private const int Clips = 100_000, Fewer = 30_000;

    private static readonly SeenLives Lives = new(new PersistenceClipOptions());

    [Fact]
    public void Counting_frames_gives_the_known_curve_of_the_historical_generator()
    {
        var curve = BayesCurve.Simulate(new FrameCounts(), 32, i => HistoricalTransients.Truth(i), Clips);

        foreach (var (frames, known) in new[] { (1, 0.568), (2, 0.595), (4, 0.635), (8, 0.679), (16, 0.765), (24, 0.841) })
            Assert.InRange(curve.At(frames).Accuracy, known - 0.005, known + 0.005);
        Assert.Equal(1, curve.At(32).Accuracy);
    }

    [Fact]
    public void Lengths_of_runs_are_further_evidence()
    {
        var curve = BayesCurve.Simulate(new RunLengths(), 32, i => HistoricalTransients.Truth(i), Clips);

        Assert.InRange(curve.At(16).Accuracy, 0.767, 0.777);
        Assert.InRange(curve.At(24).Accuracy, 0.843, 0.853);
    }

    [Fact]
    public void Whoever_is_told_more_decides_no_worse()
    {
        var counts = BayesCurve.Simulate(new FrameCounts(), 32, i => HistoricalTransients.Truth(i), Fewer);
        var kinds = BayesCurve.Simulate(new KnownKinds(64), 32, i => HistoricalTransients.Truth(i), Fewer);

        Assert.All(counts.Points.Zip(kinds.Points), p => Assert.True(p.Second.Accuracy > p.First.Accuracy - 0.004, $"{p}"));
        Assert.True(kinds.At(24).Accuracy > counts.At(24).Accuracy + 0.003);
    }

    [Fact]
    public void The_true_value_lies_between_the_clips_decided_and_the_clips_counted()
    {
        var curve = BayesCurve.Simulate(new RunLengths(), 32, i => HistoricalTransients.Truth(i), 20_000);

        Assert.All(curve.Points, p => Assert.True(p.Most >= p.Accuracy - 3 * p.StandardError && p.Most < p.Accuracy + 0.05, $"{p}"));
        Assert.Equal(0.0033, curve.At(4).StandardError, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    public void No_observer_looks_ahead(int frames)
    {
        foreach (IObserver observer in new IObserver[] { new FrameCounts(), new RunLengths(), new KnownKinds(64), Lives })
        {
            var (whole, cut) = (new ulong[32 * observer.Levels], new ulong[32 * observer.Levels]);
            for (var i = 0; i < 50; i++)
            {
                var clip = HistoricalTransients.Truth(i);
                observer.Watch(clip, whole);
                observer.Watch(Until(clip, frames), cut);
                Assert.Equal(whole[..(frames * observer.Levels)], cut[..(frames * observer.Levels)]);
            }
        }
    }

    [Fact]
    public void Neutral_clips_show_more_to_whoever_is_told_the_kinds()
    {
        var simulated = new SimulatedTruths(new PersistenceClipOptions());
        var lives = simulated.Curve(Lives, 4000);
        var kinds = simulated.Curve(new KnownKinds(64), 4000);

        foreach (var frames in new[] { 4, 8, 16, 24 })
            Assert.True(lives.At(frames).Accuracy < kinds.At(frames).Accuracy + 0.02, $"{lives.At(frames)} {kinds.At(frames)}");
        Assert.Equal(1, kinds.At(32).Accuracy);
        Assert.True(kinds.At(16).Accuracy > kinds.At(4).Accuracy + 0.05);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void No_observer_of_neutral_clips_looks_ahead(int frames)
    {
        var simulated = new SimulatedTruths(new PersistenceClipOptions { Occlusion = true });
        foreach (var observer in new IObserver[] { new KnownKinds(64), Lives })
        {
            var (whole, cut) = (new ulong[32 * observer.Levels], new ulong[32 * observer.Levels]);
            for (var i = 0; i < 200; i++)
            {
                observer.Watch(simulated.Truth(i), whole);
                observer.Watch(Until(simulated.Truth(i), frames), cut);
                Assert.Equal(whole[..(frames * observer.Levels)], cut[..(frames * observer.Levels)]);
            }
        }
    }

    [Fact]
    public void A_table_says_the_same_of_the_same_clips_again()
    {
        var table = new BayesTable(new RunLengths(), 32);
        for (var i = 0; i < 2000; i++)
            table.Add(HistoricalTransients.Truth(i));
        var (first, second) = (new float[32], new float[32]);
        table.Watch(HistoricalTransients.Truth(5000), first);
        table.Watch(HistoricalTransients.Truth(5000), second);

        Assert.Equal(first, second);
        Assert.Equal(2000, table.Clips);
        Assert.All(first, p => Assert.InRange(p, 0, 1));
    }

    /// <summary>The clip as if nothing came after its first frames.</summary>
    private static ClipObjects Until(ClipObjects clip, int frames) =>
        new(clip.Frames, [.. clip.Objects.Select(o => o with { Sightings = [.. o.Sightings.Where(s => s.Frame < frames)] })]);
}
