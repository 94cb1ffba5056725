using Saccade.Media;
using Saccade.Report.Elements;
using Saccade.Report.Pages;
using Saccade.Training;

namespace Saccade.Report.Tests;

public class PageTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 4, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_report_is_one_well_formed_file_without_scripts_or_anything_fetched()
    {
        var strip = PictureStrip.Of([new Frame(8, 6), new Frame(8, 6)], SampleRun.Hostile);
        var page = RunReport.Of(SampleRun.Info(), SampleRun.Journal(), SampleRun.Evaluation(), [new ReportSection("Samples", strip.ToString())], Now);
        var body = MarkupAssert.IsPage(page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<link", page);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", ""));
        Assert.Contains(SampleRun.Hostile, body.Value); // shown as text
        foreach (var heading in new[] { "Claims", "Metrics beside their controls", "Data checks", "Samples", "Training", "What it was made from" })
            Assert.Contains(body.Descendants("h2"), h => h.Value == heading);
    }

    [Fact]
    public void A_run_report_says_whether_the_video_was_needed()
    {
        var page = MarkupAssert.IsPage(RunReport.Of(SampleRun.Info(), [], SampleRun.Evaluation(), [], Now));
        Assert.Contains("Yes: accuracy 0.962 with the whole video, 0.371 with one still frame, 0.553 with its frames shuffled, 0.948 with its frames reversed, "
            + "0.249 with no input at all.", page.Value);
    }

    [Fact]
    public void What_must_be_known_beside_the_numbers_stands_in_both_reports()
    {
        var evaluation = SampleRun.Evaluation() with { Findings = [new Finding("depth_not_visible", $"nobody sees the height {SampleRun.Hostile}")] };
        var run = RunReport.Of(SampleRun.Info(), [], evaluation, [], Now);
        var both = ComparisonReport.Of("Demo", "", [new("magvit", evaluation, [])], SampleRun.Comparison([evaluation]), Now);
        foreach (var page in new[] { run, both })
            Assert.Contains($"depth not visible nobody sees the height {SampleRun.Hostile}", MarkupAssert.IsPage(page).Value);
    }

    [Fact]
    public void An_unjudged_run_claims_nothing() =>
        Assert.Contains("nothing to claim", RunReport.Of(SampleRun.Info(), [], null, [], Now));

    [Fact]
    public void A_comparison_shows_each_model_with_its_controls_and_verdict()
    {
        ReportedRun[] runs =
        [
            new("magvit", SampleRun.Evaluation("runs/a"), SampleRun.Journal()),
            new("transformer", SampleRun.Evaluation("runs/b", 0.5, Verdicts.Invalid("sorted_split")), []),
        ];
        var page = ComparisonReport.Of("Demo", "Two models.", runs, SampleRun.Comparison([.. runs.Select(r => r.Evaluation)]), Now);
        var body = MarkupAssert.IsPage(page);
        var rows = body.Descendants("tr").Select(r => string.Join('|', r.Elements().Select(e => e.Value.Trim()))).ToArray();
        Assert.Contains("magvit|0.962 (0.950 to 0.972)|0.250|0.371|0.553|✓ supported", rows);
        Assert.Contains("transformer|0.500 (0.488 to 0.510)|0.250|0.371|0.553|✗ invalid: sorted split", rows);
        Assert.Contains(rows, r => r.EndsWith("|magvit is better", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.EndsWith("|no difference", StringComparison.Ordinal));
        Assert.Contains("accuracy|magvit minus transformer|0.460 (0.440 to 0.480)|0.004|magvit is better", rows);
        Assert.Contains("accuracy|magvit|0.962 (0.950 to 0.972)|1: 0.960, 2: 0.964", rows);
        Assert.Contains("magvit|1 min 40 s|4,361,880|362 M|12.5 ms|25.0 MB|310 MB|17.4 MB", rows);
        Assert.Contains("magvit|0.961|0.975|0.958|0.954", rows);
        Assert.Contains("accuracy|0.980 (0.970 to 0.990)|0.01 (-0.01 to 0.03)|no difference", rows);
        Assert.Contains("Take magvit: it is the best.", body.Value);
    }

    [Theory]
    [InlineData("supported", "good")]
    [InlineData("no better than still_frame", "doubtful")]
    [InlineData("nothing claimed", "doubtful")]
    [InlineData("invalid: sorted_split", "bad")]
    public void A_verdict_has_the_colour_of_its_kind(string verdict, string kind) =>
        Assert.Contains($"badge {kind}", VerdictBadge.Of(verdict).ToString());

    [Fact]
    public void A_strip_is_a_picture_of_all_frames_within_the_page()
    {
        var (first, second) = (new Frame(3, 2), new Frame(4, 2));
        second.Fill(Rgb.White);
        var html = PictureStrip.Of([first, second], "two frames").ToString();
        var start = html.IndexOf("base64,", StringComparison.Ordinal) + 7;
        var strip = PngReader.Decode(Convert.FromBase64String(html[start..html.IndexOf('"', start)]), "strip");
        Assert.Equal((9, 2), (strip.Width, strip.Height));
        Assert.Equal(Rgb.Black, strip[2, 1]);
        Assert.Equal(Rgb.White, strip[8, 0]);
    }
}
