using Saccade.Objects.Clips;
using Saccade.Objects.Tracking;
using Saccade.Training;
using Xunit.Abstractions;

namespace Saccade.Objects.Tests.Tracking;

/// <summary>Detector and tracker on clips as they are generated. The floors are the project's goals: 0.90 in mota and 0.95 in purity on the default clips.</summary>
public class GeneratedClipsTests(ITestOutputHelper output)
{
    // Far from those that anything is trained or tested on.
    private const long First = 1_000_000;

    [Fact]
    public void On_the_default_clips_mota_and_purity_are_above_the_goals() => Check(new(), clips: 200, mota: 0.97, purity: 0.97);

    [Fact]
    public void Where_light_counts_fewer_objects_are_taken_for_one_another()
    {
        var (dark, lit) = (Tracked(new(), clips: 200).Counts, Tracked(new(), clips: 200, TrackerOptions.Lit).Counts);

        Assert.InRange(lit.Matches - lit.PureMatches, 0, 0.75 * (dark.Matches - dark.PureMatches));
        // What is not joined any more is not lost either.
        Assert.InRange(TrackingMetric.Mota.Of(lit), TrackingMetric.Mota.Of(dark) - 0.001, 1);
    }

    [Fact]
    public void In_hindsight_fewer_still_are_and_the_length_of_tracks_tells_more()
    {
        var (lit, revised) = (Tracked(new(), clips: 200, TrackerOptions.Lit), Tracked(new(), clips: 200, TrackerOptions.Lit, hindsight: true));

        Assert.InRange(revised.Counts.Matches - revised.Counts.PureMatches, 0, 0.75 * (lit.Counts.Matches - lit.Counts.PureMatches));
        Assert.InRange(TrackingMetric.Mota.Of(revised.Counts), TrackingMetric.Mota.Of(lit.Counts) - 0.001, 1);
        Assert.InRange(TrackingMetric.Idf1.Of(revised.Counts), TrackingMetric.Idf1.Of(lit.Counts), 1);
        Assert.InRange(revised.WrongByLength, 0, 0.9 * lit.WrongByLength);
    }

    [Fact]
    public void In_noise_they_are_so_still() => Check(new() { Noise = 0.06 }, clips: 50, mota: 0.9, purity: 0.95);

    [Fact]
    public void Where_objects_cross_they_are_so_still() => Check(new() { Crossing = true }, clips: 50, mota: 0.9, purity: 0.95);

    [Fact]
    public void Of_coloured_clips_white_discs_and_red_ones_are_found() => Check(new() { Look = PersistenceLook.Coloured }, clips: 50, mota: 0.9, purity: 0.95);

    private void Check(PersistenceClipOptions options, int clips, double mota, double purity)
    {
        var sum = Tracked(options, clips).Counts;

        Assert.InRange(TrackingMetric.Mota.Of(sum), mota, 1);
        Assert.InRange(TrackingMetric.Purity.Of(sum), purity, 1);
    }

    // What the tracks are worth, and how many have another kind than their span says: over three frames for what stays.
    private (TrackingCounts Counts, int WrongByLength) Tracked(PersistenceClipOptions options, int clips, TrackerOptions? tracking = null, bool hindsight = false)
    {
        var generator = new PersistenceGenerator(options);
        var tracker = new ClipTracker(options.Size, options.Size, tracking: tracking, hindsight: hindsight);
        var clip = new byte[options.ClipBytes];
        var (sum, wrong) = (new TrackingCounts(), 0);
        for (var index = First; index < First + clips; index++)
        {
            var truth = generator.Read(index, clip);
            var tracks = tracker.Read(clip);
            sum += TrackingScore.Of(truth, tracks);
            wrong += TrackLabels.Of(truth, tracks).Zip(tracks)
                .Count(t => t.First.Kind is { } kind && kind == Persistence.Persistent != t.Second.Span > PersistenceClipOptions.LongestTransient);
        }
        foreach (var metric in new[] { TrackingMetric.Mota, TrackingMetric.Idf1, TrackingMetric.Purity })
            output.WriteLine($"{metric.Name} {metric.Of(sum):0.0000}");
        output.WriteLine($"{sum}, by length {wrong} wrong");
        return (sum, wrong);
    }
}
