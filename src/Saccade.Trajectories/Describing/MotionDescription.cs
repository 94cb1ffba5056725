using System.Text.Json.Nodes;

namespace Saccade.Trajectories.Describing;

/// <summary>
/// A clip in words, made from predictions alone and always the same from the same ones. Every number in a sentence is the text of a
/// <see cref="Figure"/>, which says where it comes from.
/// </summary>
public sealed class MotionDescription
{
    // A second class below this is not worth a sentence.
    private const double LeastRunnerUp = 0.05;

    private const int NamedFrames = 2;

    private readonly List<Sentence> sentences = [];
    private readonly Dictionary<string, Figure> figures = [];

    public MotionDescription(PredictedMotion motion)
    {
        SayClass(motion);
        if (motion.Track.Count >= PictureTrack.FewestPlaces)
            SayTrack(motion);
        SayWorld(motion);
        SayFrames(motion);
        if (motion.InDomain == false)
            Say("The input looks unlike what the model was validated on, so none of this can be relied on.");
    }

    public IReadOnlyList<Sentence> Sentences => sentences;

    /// <summary>Every figure there is, also those that no sentence mentions.</summary>
    public IReadOnlyCollection<Figure> Figures => figures.Values;

    /// <summary>All sentences, one after another.</summary>
    public string Text => string.Join(' ', sentences.Select(s => s.Text));

    /// <summary><c>{"text", "sentences": [{"text", "template", "values": [{"name", "text", "value", "unit", "source"}]}]}</c></summary>
    public JsonObject ToJson() => new()
    {
        ["text"] = Text,
        ["sentences"] = new JsonArray([.. sentences.Select(s => new JsonObject
        {
            ["text"] = s.Text,
            ["template"] = s.Template,
            ["values"] = new JsonArray([.. s.Mentioned.Select(m => new JsonObject
            {
                ["name"] = m.Figure.Name,
                ["text"] = m.Text,
                ["value"] = m.Figure.Word is null ? m.Figure.Value : m.Figure.Word,
                ["unit"] = m.Figure.Word is null ? Unit(m.Figure.Unit) : null,
                ["source"] = m.Figure.Source,
            })]),
        })]),
    };

    private void SayClass(PredictedMotion motion)
    {
        Know(Figure.Named("class", motion.Class, "class head"));
        Know(new Figure("probability", motion.Probability, FigureUnit.Share, "class head"));
        Say("This is {probability:confidence} {class} motion ({probability}).");
        if (motion.RunnerUp is null || motion.RunnerUpProbability < LeastRunnerUp)
            return;
        Know(Figure.Named("runner_up", motion.RunnerUp, "class head"));
        Know(new Figure("runner_up_probability", motion.RunnerUpProbability, FigureUnit.Share, "class head"));
        Say("It might also be {runner_up} ({runner_up_probability}).");
    }

    private void SayTrack(PredictedMotion motion)
    {
        var source = motion.TrackSource == TrackSource.PixelHead ? "pixel head" : "pixel tracker";
        var track = new PictureTrack(motion.Track, motion.Rate);
        var words = MotionWords.For(motion.Class);
        Know(new Figure("duration", track.Duration, FigureUnit.Seconds, "frame rate"));
        foreach (var figure in words.Fit(track))
            Know(figure with { Source = $"{figure.Source} ({source})" });
        foreach (var template in words.Templates(figures))
            Say(template);
        if (figures.ContainsKey("residual"))
            Say("Its places are {residual} off this fit (root mean square).");
    }

    private void SayWorld(PredictedMotion motion)
    {
        if (motion.LastWorld is not { } last)
            return;
        Know("last", last, "position head");
        if (motion.FutureWorld.Count == 0)
        {
            Say("In the scene it is last at ({last_x}, {last_y}, {last_z}) world units.");
            return;
        }
        var future = motion.FutureWorld[^1];
        Know("future", future, "forecast head");
        Know(new Figure("future_time", motion.Rate.TimeOf(motion.FutureWorld.Count).Seconds, FigureUnit.Seconds, "frame rate"));
        Know(new Figure("future_distance", (future - last).Length, FigureUnit.World, "position head and forecast head"));
        Say("In the scene it is last at ({last_x}, {last_y}, {last_z}) world units, and {future_time} later expected at ({future_x}, {future_y}, {future_z}), {future_distance} away.");
    }

    private void SayFrames(PredictedMotion motion)
    {
        var shares = motion.FrameShares;
        // Nothing weighs more than anything else in a map that is empty or even.
        if (shares.Count <= NamedFrames || !(shares.Max() > shares.Average()))
            return;
        var most = Enumerable.Range(0, shares.Count).OrderByDescending(t => shares[t]).Take(NamedFrames).Order().ToArray();
        Know(new Figure("first_frame", most[0], FigureUnit.Frame, "map"));
        Know(new Figure("second_frame", most[1], FigureUnit.Frame, "map"));
        Know(new Figure("frames_share", shares[most[0]] + shares[most[1]], FigureUnit.Share, "map"));
        Know(new Figure("frames_even_share", NamedFrames / (double)shares.Count, FigureUnit.Share, "number of frames"));
        Say("The frames that weigh most are {first_frame} and {second_frame}: {frames_share} of the map, where an even one would give them {frames_even_share}.");
    }

    private void Know(string name, PositionWorld position, string source)
    {
        Know(new Figure(name + "_x", position.X, FigureUnit.World, source));
        Know(new Figure(name + "_y", position.Y, FigureUnit.World, source));
        Know(new Figure(name + "_z", position.Z, FigureUnit.World, source));
    }

    private void Know(Figure figure) => figures.Add(figure.Name, figure);

    private void Say(string template) => sentences.Add(new Sentence(template, figures));

    private static string Unit(FigureUnit unit) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(unit.ToString());
}
