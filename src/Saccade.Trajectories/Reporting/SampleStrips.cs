using Saccade.Media;
using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Reporting;

/// <summary>The report's samples: of each class one clip that was recognised, then the mistakes that the model was surest of, each with its true track.</summary>
internal static class SampleStrips
{
    private const int Mistakes = 4;
    private const int Columns = 8;

    /// <param name="data">The run's data.</param>
    /// <param name="outputs">What the run's model said of the samples; their ids are the data's.</param>
    public static ReportSection Of(TrajectoryData data, IReadOnlyList<SampleOutput> outputs)
    {
        var judged = outputs.Where(o => o.Label >= 0 && o.Prediction >= 0).ToArray();
        var recognised = judged.Where(o => o.Prediction == o.Label).DistinctBy(o => o.Label).OrderBy(o => o.Label);
        var mistakes = judged.Where(o => o.Prediction != o.Label).OrderByDescending(Confidence).ThenBy(o => o.Id, StringComparer.Ordinal).Take(Mistakes);
        return new ReportSection("Samples", Html.Of($"""
            <p class="quiet">The dots are the true track. Of each class one clip that was recognised, if any was; then the surest mistakes.</p>
            {recognised.Concat(mistakes).Select(o => Strip(data, o))}
            """).ToString());
    }

    /// <summary>The same of a run whose data is not there any more: what was drawn while it was trained; null when nothing was.</summary>
    public static ReportSection? OfLastEpoch(RunFolder run, string why)
    {
        var last = Directory.Exists(run.SamplesPath)
            ? Directory.GetDirectories(run.SamplesPath).Order(StringComparer.Ordinal).Select(f => Path.Combine(f, PredictionSheet.FileName)).LastOrDefault(File.Exists)
            : null;
        return last is null ? null : new ReportSection("Samples", Html.Of($"""
            <p class="quiet">{why} These validation clips were drawn after an epoch of training: orange is the truth, green what the model said.</p>
            {PictureStrip.Of([PngReader.Read(last)], Path.GetFileName(Path.GetDirectoryName(last)!))}
            """).ToString());
    }

    private static Html Strip(TrajectoryData data, SampleOutput output)
    {
        var sheet = TrackSheet.Draw(data.Source, [long.Parse(output.Id)], Columns);
        var names = data.ClassNames;
        return PictureStrip.Of([sheet], $"{names[output.Label]}, taken for {names[output.Prediction]} ({NumberText.Of(Confidence(output))})");
    }

    private static double Confidence(SampleOutput output) => output.Prediction < output.Probabilities.Count ? output.Probabilities[output.Prediction] : double.NaN;
}
