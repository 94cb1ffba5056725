using Saccade.Media;
using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Reporting;

/// <summary>
/// The report's samples, as clips that play: of each class one that was recognised, then the mistakes that the model was surest of, then those whose position it missed
/// by most, each with what was true and what the model said.
/// </summary>
internal static class SampleClips
{
    private const string Title = "Samples";
    private const int MostClasses = 8, Worst = 4;

    /// <param name="data">The run's data.</param>
    /// <param name="outputs">What the run's model said of the samples; their ids are the data's.</param>
    public static ReportSection Of(TrajectoryData data, IReadOnlyList<SampleOutput> outputs)
    {
        var judged = outputs.Where(o => o.Label >= 0 && o.Prediction >= 0).ToArray();
        var recognised = judged.Where(o => o.Prediction == o.Label).DistinctBy(o => o.Label).OrderBy(o => o.Label).Take(MostClasses).ToArray();
        var mistakes = judged.Where(o => o.Prediction != o.Label).OrderByDescending(Confidence).ThenBy(o => o.Id, StringComparer.Ordinal).ToArray();
        var misplaced = outputs.Where(o => !double.IsNaN(Miss(o))).OrderByDescending(Miss).ThenBy(o => o.Id, StringComparer.Ordinal).ToArray();
        return new ReportSection(Title, Html.Of($"""
            {Legend(data.Options, misplaced.Length > 0)}
            <h3>Recognised</h3>
            {(recognised.Length > 0 ? Clips(data, recognised) : Html.Of($"<p>No clip was recognised.</p>"))}
            <h3>The surest mistakes</h3>
            <p class="quiet">{NumberText.Count(mistakes.Length)} of {NumberText.Count(judged.Length)} clips {(mistakes.Length == 1 ? "was" : "were")} taken for another class{(mistakes.Length > Worst ? "; these are the ones that the model was surest of" : "")}.</p>
            {Clips(data, mistakes.Take(Worst))}
            {(misplaced.Length == 0 ? Html.Empty : Html.Of($"""
                <h3>The largest position errors</h3>
                <p class="quiet">Of {NumberText.Count(misplaced.Length)} clips those whose last position was missed by most. Half of all clips are missed by less than {NumberText.Of(Miss(misplaced[misplaced.Length / 2]))} (in the data's unit of length; the ball's radius is {Cameras.Camera.BallRadius}).</p>
                {Clips(data, misplaced.Take(Worst))}
                """))}
            """).ToString());
    }

    /// <summary>The same of a run whose data is not there any more: what was drawn while it was trained; null when nothing was.</summary>
    public static ReportSection? OfLastEpoch(RunFolder run, string why)
    {
        var last = Directory.Exists(run.SamplesPath)
            ? Directory.GetDirectories(run.SamplesPath).Order(StringComparer.Ordinal).Select(f => Path.Combine(f, PredictionSheet.FileName)).LastOrDefault(File.Exists)
            : null;
        return last is null ? null : new ReportSection(Title, Html.Of($"""
            <p class="quiet">{why} These validation clips were drawn after an epoch of training: orange is the truth, green what the model said.</p>
            {PictureStrip.Of([PngReader.Read(last)], Path.GetFileName(Path.GetDirectoryName(last)!))}
            """).ToString());
    }

    private static Html Legend(ClipOptions options, bool hasPositions) => Html.Of($"""
        <p class="quiet">{(options.HasPositions ? Html.Of($"<span class=\"truth\">━●</span> truth: the ball's path, and where it goes in the {ClipOptions.FutureFrames} frames after the clip. ") : Html.Empty)}
        {(hasPositions ? Html.Of($"<span class=\"said\">╍○</span> what the model says: where the ball is last, and where it will go. ") : Html.Empty)}
        {(options.Views > 1 ? $"Shown is the first of {options.Views} views." : "")} Percentages say how sure the model was.</p>
        """);

    private static Html Clips(TrajectoryData data, IEnumerable<SampleOutput> outputs) => AnimatedClip.Grid(outputs.Select(o => Clip(data, o)));

    private static AnimatedClip Clip(TrajectoryData data, SampleOutput output)
    {
        var options = data.Options;
        var (bytes, truth) = (new byte[options.ClipBytes], new ClipTruth(options));
        data.Source.Read(long.Parse(output.Id), bytes, truth);
        var frames = Enumerable.Range(0, options.Frames).Select(t => new Frame(options.Size, options.Size, bytes.AsSpan(t * options.FrameBytes, options.FrameBytes).ToArray()));
        return new AnimatedClip([.. frames], $"clip {output.Id}: {data.ClassNames[truth.ClassIndex]}")
        {
            Overlay = PathOverlay.Of(options, truth, output),
            Caption = Html.Of($"{Said(data.ClassNames, output)}{(double.IsNaN(Miss(output)) ? "" : $"; position off by\u00a0{NumberText.Of(Miss(output))}")}"),
        };
    }

    private static Html Said(IReadOnlyList<string> names, SampleOutput output)
    {
        if (output.Label < 0 || output.Prediction < 0)
            return Html.Empty;
        var sure = double.IsNaN(Confidence(output)) ? "" : $", {PerCent.Of(Confidence(output)).Replace(' ', '\u00a0')}";
        return output.Label == output.Prediction
            ? Html.Of($"<strong>{names[output.Label]}</strong>, recognised{sure}")
            : Html.Of($"<strong>{names[output.Label]}</strong>, taken for <strong>{names[output.Prediction]}</strong>{sure}");
    }

    private static double Confidence(SampleOutput output) => output.Prediction >= 0 && output.Prediction < output.Probabilities.Count ? output.Probabilities[output.Prediction] : double.NaN;

    /// <summary>Distance of the predicted position from the true one; NaN without either.</summary>
    private static double Miss(SampleOutput output) => output.Position.Count > 0 && output.PredictedPosition.Count == output.Position.Count
        ? Math.Sqrt(output.Position.Zip(output.PredictedPosition, (a, b) => ((double)a - b) * ((double)a - b)).Sum())
        : double.NaN;
}
