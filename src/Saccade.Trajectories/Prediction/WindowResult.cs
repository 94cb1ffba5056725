using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Baselines;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Describing;
using Saccade.Trajectories.Heads;
using Saccade.Trajectories.Learning;

namespace Saccade.Trajectories.Prediction;

/// <summary>What the model said of one window of a video, or of one clip.</summary>
/// <param name="Start">The window's first frame, counted at the model's rate.</param>
/// <param name="Frames">How many of its frames are the video's.</param>
/// <param name="Output">Class, probabilities and statistics; without any truth.</param>
/// <param name="Track">The ball's place in each of the window's own frames, in pixels of the input; empty without a pixel head.</param>
/// <param name="Spots">Where the pixel tracker sees the ball in the window's own frames, in pixels of the input; empty with a pixel head, and on imported clips.</param>
/// <param name="Outside">Statistics that lie outside of what the model was validated on; null when the run stored none.</param>
internal sealed record WindowResult(
    int Start, int Frames, SampleOutput Output, IReadOnlyList<PositionPixels> Track, IReadOnlyList<TrackPoint> Spots, IReadOnlyList<string>? Outside)
{
    /// <summary>Takes window <paramref name="n"/> out of a reading of one view each.</summary>
    /// <param name="learner">The model.</param>
    /// <param name="reading">What it said.</param>
    /// <param name="n">Which of the reading's samples.</param>
    /// <param name="window">The window that this sample is.</param>
    /// <param name="box">How the video's picture lies in the model's.</param>
    /// <param name="domain">The run's, if it stored one.</param>
    /// <param name="temperature">The run's, if it fitted one.</param>
    public static WindowResult Of(TrajectoryLearner learner, TrajectoryReading reading, int n, ClipWindow window, Letterbox box, InputDomain? domain, Temperature? temperature)
    {
        var output = learner.Describe(reading, n, window.Values, $"{window.Start}");
        output = temperature?.Applied(output) ?? output;
        var track = new List<PositionPixels>();
        for (var t = 0; t < window.Frames && reading.TrackImage is not null; t++)
        {
            var place = reading.TrackImage.AsSpan().Slice(2 * (n * learner.Clips.Views * learner.Clips.Frames + t), 2);
            track.Add(box.ToInput(place[0], place[1]));
        }
        // On somebody's own recordings nothing says that what is bright is what moves.
        var spots = reading.TrackImage is null && learner.Clips.Import is null ? SpotsOf(window, learner.Clips, box) : [];
        return new WindowResult(window.Start, window.Frames, output, track, spots, domain?.Outside(output));
    }

    /// <summary>One entry of the prediction's <c>results</c>. <c>frames</c> below the model's T says that the video ended before the window.</summary>
    /// <param name="classes">Names by label.</param>
    /// <param name="rate">The model's.</param>
    /// <param name="frameShares">Each frame's share of an explanation's map; none without one.</param>
    public JsonObject ToJson(IReadOnlyList<string> classes, FrameRate rate, params IReadOnlyList<double> frameShares)
    {
        var json = new JsonObject
        {
            ["start"] = rate.TimeOf(Start).ToString(),
            ["end"] = rate.TimeOf(Start + Frames).ToString(),
            ["frames"] = Frames,
            ["class"] = classes[Output.Prediction],
            ["probability"] = Share(Output.Probabilities[Output.Prediction]),
            ["probabilities"] = new JsonObject(classes.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)Share(Output.Probabilities[i])))),
        };
        if (Track.Count > 0)
        {
            json["position_pixels"] = Point(Track[^1]);
            json["track_pixels"] = new JsonArray([.. Track.Select((position, t) => new JsonObject
            {
                ["time"] = rate.TimeOf(Start + t).ToString(),
                ["position_pixels"] = Point(position),
            })]);
        }
        if (Outside is not null)
        {
            json["in_domain"] = Outside.Count == 0;
            json["outside"] = new JsonArray([.. Outside.Select(name => JsonValue.Create(name))]);
        }
        json["description"] = new MotionDescription(ToMotion(classes, rate, frameShares)).ToJson();
        return json;
    }

    /// <summary>A window at a cut or a fade may be odd: an input is in the domain when most of its windows are. Null: the run stored no domain.</summary>
    public static bool? InDomain(IReadOnlyList<WindowResult> results) =>
        results[0].Outside is null ? null : 2 * results.Count(r => r.Outside!.Count == 0) > results.Count;

    private PredictedMotion ToMotion(IReadOnlyList<string> classes, FrameRate rate, IReadOnlyList<double> frameShares)
    {
        var order = Enumerable.Range(0, classes.Count).OrderByDescending(label => Output.Probabilities[label]).ToArray();
        return new PredictedMotion
        {
            Class = classes[Output.Prediction],
            Probability = Output.Probabilities[Output.Prediction],
            RunnerUp = order.Length > 1 ? classes[order[1]] : null,
            RunnerUpProbability = order.Length > 1 ? Output.Probabilities[order[1]] : 0,
            Track = Track.Count > 0 ? [.. Track.Select((position, t) => new TrackPoint(t, position))] : Spots,
            TrackSource = Track.Count > 0 ? TrackSource.PixelHead : TrackSource.PixelTracker,
            Rate = rate,
            LastWorld = Output.PredictedPosition.Count == 3 ? World(Output.PredictedPosition, 0) : null,
            FutureWorld = [.. Enumerable.Range(0, Output.PredictedPath.Count / 3).Select(f => World(Output.PredictedPath, f))],
            FrameShares = frameShares,
            InDomain = Outside is null ? null : Outside.Count == 0,
        };
    }

    private static List<TrackPoint> SpotsOf(ClipWindow window, ClipOptions clips, Letterbox box)
    {
        var spots = PixelTrack.Of(window.Values.AsSpan(0, clips.Frames * 3 * clips.Size * clips.Size), clips.Frames, clips.Size);
        var seen = new List<TrackPoint>();
        for (var t = 0; t < window.Frames; t++)
        {
            if (spots[t] is { } spot)
                seen.Add(new(t, box.ToInput((float)(2 * spot.Centre.X / clips.Size - 1), (float)(2 * spot.Centre.Y / clips.Size - 1))));
        }
        return seen;
    }

    private static PositionWorld World(IReadOnlyList<float> values, int place) => new(values[3 * place], values[3 * place + 1], values[3 * place + 2]);

    private static double Share(float probability) => Math.Round(probability, 4);

    private static JsonArray Point(PositionPixels position) => [Math.Round(position.X, 2), Math.Round(position.Y, 2)];
}
