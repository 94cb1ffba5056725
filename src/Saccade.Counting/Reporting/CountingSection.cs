using Saccade.Counting.Data;
using Saccade.Counting.Metrics;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Counting.Reporting;

/// <summary>The report's part on counting: counts beside the truth by kind of image, where points lie, how well the end is known, pictures of steps and counts, and of what goes wrong.</summary>
internal static class CountingSection
{
    private const int Steps = 4, Counts = 4, OfEachFailure = 2;

    public static ReportSection? Of(CountingApplication application, RunFolder run, Evaluation evaluation)
    {
        var outputs = run.ReadOutputs(evaluation.Split);
        if (outputs.Count == 0)
            return null;
        CountRecord[] records = [.. outputs.Select(CountRecord.Of)];
        return new ReportSection("Counting", Html.Of($"""
            <h3>How far counts are off</h3>
            {KindTable.Of(evaluation, outputs)}
            <div class="charts">{ExplainedChart.Of(new ScatterChart("said and true counts", "things", "counted", [.. records.Select(r => ((double)r.Truth.Count, (double)r.Count.Count))]).ToSvg(), "Images on the dashed line are counted exactly; below it things are missed, above it counted twice or made up. A level row of discs is a model that says the same of everything.")}</div>
            {(records.Any(r => r.Trace is not null) ? Pointed(application, run, evaluation, outputs, records) : Html.Of($"<p>This model says how many things there are, and points at none of them.</p>"))}
            """).ToString());
    }

    private static Html Pointed(CountingApplication application, RunFolder run, Evaluation evaluation, IReadOnlyList<SampleOutput> outputs, CountRecord[] records)
    {
        using var data = Data(application, run, evaluation);
        return Html.Of($"""
            {PointPart.Of(evaluation, records, outputs)}
            {EndPart.Of(records, outputs, CountStopping.Read(run))}
            {(data is null ? Html.Of($"<p class=\"quiet\">The run's data is not there any more, or is another, so no images can be shown.</p>") : Pictures(data, evaluation.Split, records))}
            """);
    }

    private static Html Pictures(CountingData data, Split split, CountRecord[] records)
    {
        var all = records.Index().ToArray();
        // Steps of different kinds, of images with something to count.
        var steps = Enumerable.Range(0, Steps).SelectMany(place => all.Where(r => r.Item.Taught.Count > 2 && r.Item.Truth.Count > 1).Skip(place).Take(1)
            .Select(r => (r.Index, Answer: r.Item.Taught[Math.Min(place, r.Item.Taught.Count - 1)]))).ToArray();
        var counts = all.Where(r => r.Item.Truth.Count > 0).OrderBy(r => r.Item.Truth.Count).ThenBy(r => r.Index).ToArray();
        return Html.Of($"""
            {(steps.Length == 0 ? Html.Empty : Html.Of($"""
                <h3>Steps with exact marks</h3>
                <p class="quiet">On the left what was visited, numbered; on the right besides, in green, the next thing in order, and in red where the model points instead. A model that says that there is no more points nowhere.</p>
                {Html.Concat(steps.Select(s => Strip(data, split, s.Index, records, p => p.Step(s.Answer), $"{s.Answer.Visited} of {records[s.Index].Truth.Count} visited")))}
                """))}
            <h3>Whole counts</h3>
            <p class="quiet">On the left the image; on the right every thing in green, and the model's points in red with their numbers. A yellow line joins a point and its thing; the farthest says how far, in pixels of the image.</p>
            {Html.Concat(Enumerable.Range(0, Math.Min(Counts, counts.Length)).Select(i => counts[counts.Length < 2 ? 0 : (int)((long)i * (counts.Length - 1) / Math.Max(1, Math.Min(Counts, counts.Length) - 1))])
                .Select(r => Strip(data, split, r.Index, records, p => p.Count(), "")))}
            <h3>What goes wrong</h3>
            {Html.Concat(CountFailure.All.Select(f => Failure(data, split, records, f)))}
            """);
    }

    private static Html Failure(CountingData data, Split split, CountRecord[] records, CountFailure failure)
    {
        var wrong = records.Select((r, i) => (Index: i, Extent: failure.Extent(r))).Where(r => r.Extent > 0).OrderByDescending(r => r.Extent).ThenBy(r => r.Index).ToArray();
        return Html.Of($"""
            <h4>{failure.Title}</h4>
            <p class="quiet">{failure.What} In {NumberText.Count(wrong.Length)} of {NumberText.Count(records.Length)} images{(wrong.Length > OfEachFailure ? "; these are the worst" : "")}.</p>
            {Html.Concat(wrong.Take(OfEachFailure).Select(r => Strip(data, split, r.Index, records, p => p.Count(), $"{failure.Title.ToLowerInvariant()}: {r.Extent}")))}
            """);
    }

    private static Html Strip(CountingData data, Split split, int index, CountRecord[] records, Func<CountPictures, Frame> draw, string words)
    {
        try
        {
            var image = data.Read(split, index);
            var category = data.Categories[image.Category];
            return PictureStrip.Of([draw(new CountPictures(image, records[index]))], $"{image.Id}, {category}{(words.Length > 0 ? $": {words}" : "")}");
        }
        catch (RunException unreadable)
        {
            return Html.Of($"<p class=\"quiet\">{unreadable.Message}</p>");
        }
    }

    /// <summary>Null when the run's data is not there any more, or is another.</summary>
    private static CountingData? Data(CountingApplication application, RunFolder run, Evaluation evaluation)
    {
        try
        {
            var data = (CountingData)application.OpenData(new ApplicationList(application).Bind(run).Recipe);
            if (((IDataSource)data).HashOf(evaluation.Split) == evaluation.DataHash)
                return data;
            data.Dispose();
            return null;
        }
        catch (RunException)
        {
            return null;
        }
    }
}
