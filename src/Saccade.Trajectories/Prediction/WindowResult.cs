using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Trajectories.Prediction;

/// <summary>What the model said of one window of a video.</summary>
/// <param name="Window">Which.</param>
/// <param name="Output">Class, probabilities and statistics.</param>
/// <param name="Track">The ball's place in each of the window's own frames, in pixels of the input; empty without a pixel head.</param>
/// <param name="Outside">Statistics that lie outside of what the model was validated on; null when the run stored none.</param>
internal sealed record WindowResult(ClipWindow Window, SampleOutput Output, IReadOnlyList<PositionPixels> Track, IReadOnlyList<string>? Outside)
{
    /// <summary>One entry of the prediction's <c>results</c>. <c>frames</c> below the model's T says that the video ended before the window.</summary>
    /// <param name="classes">Names by label.</param>
    /// <param name="rate">The model's.</param>
    public JsonObject ToJson(IReadOnlyList<string> classes, FrameRate rate)
    {
        var json = new JsonObject
        {
            ["start"] = rate.TimeOf(Window.Start).ToString(),
            ["end"] = rate.TimeOf(Window.Start + Window.Frames).ToString(),
            ["frames"] = Window.Frames,
            ["class"] = classes[Output.Prediction],
            ["probability"] = Share(Output.Probabilities[Output.Prediction]),
            ["probabilities"] = new JsonObject(classes.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)Share(Output.Probabilities[i])))),
        };
        if (Track.Count > 0)
        {
            json["position_pixels"] = Point(Track[^1]);
            json["track_pixels"] = new JsonArray([.. Track.Select((position, t) => new JsonObject
            {
                ["time"] = rate.TimeOf(Window.Start + t).ToString(),
                ["position_pixels"] = Point(position),
            })]);
        }
        if (Outside is not null)
        {
            json["in_domain"] = Outside.Count == 0;
            json["outside"] = new JsonArray([.. Outside.Select(name => JsonValue.Create(name))]);
        }
        return json;
    }

    private static double Share(float probability) => Math.Round(probability, 4);

    private static JsonArray Point(PositionPixels position) => [Math.Round(position.X, 2), Math.Round(position.Y, 2)];
}
