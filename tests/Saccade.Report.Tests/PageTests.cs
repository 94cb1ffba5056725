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
        var clip = new AnimatedClip([new Frame(8, 6), new Frame(8, 6)], SampleRun.Hostile) { Caption = Html.Text(SampleRun.Hostile) }.ToHtml();
        var run = SampleRun.Run(SampleRun.Hostile.Replace("/", "")) with
        {
            Section = new ReportSection("Samples", Html.Of($"{strip}{clip}").ToString()),
            EpochPictures = [new EpochPicture("epoch-001", PngWriter.Encode(new Frame(4, 4)))],
        };
        var page = RunReport.Of(run, SampleRun.Metrics, Now);
        var body = MarkupAssert.IsPage(page);
        MarkupAssert.IsSelfContained(page);
        Assert.InRange(page.Length, 10_000, 200_000);
        Assert.Contains(SampleRun.Hostile, body.Value); // shown as text
        foreach (var heading in new[]
        {
            "Claims", "Metrics beside their controls", "Which classes are taken for which", "Calibration: how sure it was, and how often right", "Data checks", "Samples", "Training",
            "What it was made from",
        })
            Assert.Contains(body.Descendants("h2"), h => h.Value == heading);
    }

    [Fact]
    public void A_run_report_begins_with_what_was_trained_how_good_it_is_and_whether_to_believe_it()
    {
        var body = MarkupAssert.IsPage(RunReport.Of(SampleRun.Run(), SampleRun.Metrics, Now));
        var top = string.Concat(body.Elements().TakeWhile(e => e.Name.LocalName != "h2").Select(e => e.Value));
        foreach (var expected in new[]
        {
            "A magvit of 1.23 million parameters and 362 million multiply-adds a sample for the task trajectories, trained on 19,200 samples in 8 min 24 s. Judged on 4,000 samples of the test split.",
            "0.962", "95 %: 0.950 to 0.972", "best control: 0.553 (shuffled frames)", "accuracy ↑ the share of samples whose class is right.",
            "In part: accuracy is better than the best control by more than chance explains, but position rms is no better than still frame. All 2 data checks passed.",
            "Yes: accuracy 0.962 with the whole video, 0.371 with one still frame, 0.553 with its frames shuffled, 0.948 with its frames reversed, 0.249 with no input at all.",
        })
            Assert.Contains(expected, top);
    }

    [Fact]
    public void An_invalid_run_is_not_to_be_believed_and_says_why() =>
        Assert.StartsWith("No: the data check 'sorted split' failed", BeliefAnswer.Of(SampleRun.Evaluation(verdict: Verdicts.Invalid("sorted_split"))));

    [Fact]
    public void Claims_that_fail_for_the_same_reason_are_named_together()
    {
        var none = SampleRun.Evaluation(verdict: Verdicts.NoBetterThan("still_frame"));
        Assert.Equal("No: accuracy and position rms are no better than still frame. All 2 data checks passed.",
            BeliefAnswer.Of(none with { Checks = [.. none.Checks.Select(c => c with { Passed = true })] }));
    }

    [Fact]
    public void A_check_that_the_user_accepted_stays_visible()
    {
        var invalid = SampleRun.Evaluation(verdict: Verdicts.Invalid("sorted_split"));
        var claims = invalid.Claims.Select(c => c with { Verdict = Verdicts.Supported }).ToArray();
        Assert.Equal("Yes: accuracy and position rms are each better than the best of 5 controls on the same samples, by more than chance explains. "
            + "1 of 2 data checks passed; 'sorted split' failed and was accepted by the user.",
            BeliefAnswer.Of(invalid with { Claims = claims, Verdict = Verdicts.Supported, Accepted = ["sorted_split"] }));
    }

    [Fact]
    public void What_must_be_known_beside_the_numbers_stands_in_both_reports()
    {
        var known = SampleRun.Run("runs/a");
        known = known with { Evaluation = known.Evaluation! with { Findings = [new Finding("depth_not_visible", $"nobody sees the height {SampleRun.Hostile}")] } };
        ReportedRun[] runs = [known, SampleRun.Run("runs/b")];
        var both = ComparisonReport.Of("Demo", "", runs, SampleRun.Comparison([.. runs.Select(r => r.Evaluation!)]), SampleRun.Metrics, Now);
        Assert.Contains($"depth not visible nobody sees the height {SampleRun.Hostile}", MarkupAssert.IsPage(RunReport.Of(known, SampleRun.Metrics, Now)).Value);
        Assert.Contains($"depth not visible magvit: nobody sees the height {SampleRun.Hostile}", MarkupAssert.IsPage(both).Value);
    }

    [Theory]
    [InlineData("shuffled_frames", "Not shown: ")]
    [InlineData("track_length_rule", "Not shown by a model that is no better than track length rule: ")]
    public void Whether_the_video_is_needed_is_left_open_for_the_reason_that_there_is(string rival, string answer)
    {
        var judged = SampleRun.Evaluation();
        var open = judged with { Claims = [judged.Claims[0] with { Baseline = rival, Verdict = Verdicts.NoBetterThan(rival) }] };
        Assert.StartsWith("Yes: accuracy 0.962", VideoQuestion.Answer(judged), StringComparison.Ordinal);
        Assert.StartsWith(answer, VideoQuestion.Answer(open), StringComparison.Ordinal);
        Assert.Null(VideoQuestion.Answer(WithoutTime(judged)));
    }

    private static Evaluation WithoutTime(Evaluation judged) => judged with
    {
        Baselines = judged.Baselines.Where(b => b.Key == "majority").ToDictionary(),
        Information = new Dictionary<string, IReadOnlyDictionary<string, double>>(),
    };

    [Fact]
    public void A_page_without_controls_of_time_does_not_ask_for_the_video()
    {
        ReportedRun[] runs = [.. new[] { SampleRun.Run("runs/a"), SampleRun.Run("runs/a2", seed: 2), SampleRun.Run("runs/b") }.Select(r => r with { Evaluation = WithoutTime(r.Evaluation!) })];
        Assert.DoesNotContain("need the video", ComparisonReport.Of("Demo", "", runs, SampleRun.Comparison([.. runs.Select(r => r.Evaluation!)]), SampleRun.Metrics, Now));
    }

    [Fact]
    public void An_unjudged_run_claims_nothing() =>
        Assert.Contains("nothing to claim", RunReport.Of(new ReportedRun("a", SampleRun.Info(), [], null), [], Now));

    [Fact]
    public void A_comparison_shows_each_model_with_its_controls_and_verdict()
    {
        ReportedRun[] runs = [SampleRun.Run("runs/a"), SampleRun.Run("runs/a2", seed: 2), SampleRun.Run("runs/b", 0.5, Verdicts.Invalid("sorted_split"))];
        var page = ComparisonReport.Of("Demo", "Two models.", runs, SampleRun.Comparison([.. runs.Select(r => r.Evaluation!)]), SampleRun.Metrics, Now);
        var body = MarkupAssert.IsPage(page);
        MarkupAssert.IsSelfContained(page);
        var rows = body.Descendants("tr").Select(r => string.Join('|', r.Elements().Select(e => e.Value.Trim()))).ToArray();
        Assert.Contains("magvit|0.962 (0.950 to 0.972)|0.250|0.371|0.553|✓\u00A0supported", rows);
        Assert.Contains("transformer|0.500 (0.488 to 0.510)|0.250|0.371|0.553|✗\u00A0invalid: sorted split", rows);
        Assert.Contains(rows, r => r.EndsWith("|magvit is better", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.EndsWith("|no difference", StringComparison.Ordinal));
        Assert.Contains("accuracy|magvit minus transformer|0.460 (0.440 to 0.480)|0.004|magvit is better", rows);
        Assert.Contains("accuracy|magvit|0.962 (0.950 to 0.972)|1: 0.960, 2: 0.964", rows);
        Assert.Contains("magvit|1 min 40 s|4,361,880|362 M|12.5 ms|25.0 MB|310 MB|17.4 MB", rows);
        Assert.Contains("magvit|0.961|0.975|0.958|0.954", rows);
        Assert.Contains("accuracy|0.980 (0.970 to 0.990)|0.01 (-0.01 to 0.03)|no difference", rows);
        Assert.Contains("seed|1, 2|1", rows);
        var differing = body.Descendants("tr").Where(r => r.Ancestors("details").All(d => !d.Value.StartsWith("Whole recipe", StringComparison.Ordinal)));
        Assert.DoesNotContain(differing, r => r.Value.StartsWith("epochs", StringComparison.Ordinal)); // the same in both recipes
        Assert.Contains(rows, r => r.StartsWith("a2|2|finished|12 epochs, 8 min 24 s|12|", StringComparison.Ordinal));
        Assert.Contains("Take magvit: it is the best.", body.Value);
        Assert.Contains("2 models (3 runs) for the task trajectories, judged on the same 4,000 samples of the test split.", body.Value);
        // Two models, each with one curve and one matrix, however many seeds.
        Assert.Equal(2, body.Descendants().Count(e => (string?)e.Attribute("aria-label") is "magvit" or "transformer" && e.Descendants().Any(d => d.Value == "confidence")));
    }

    [Fact]
    public void Sections_that_would_make_the_page_too_large_are_left_out_by_name()
    {
        var section = new ReportSection("Samples", new string('x', SectionPart.MostCharacters / 2 + 1));
        var html = SectionPart.Of([("first", section), ("second", section), ("third", section with { Html = "short" })]).ToString();
        Assert.InRange(html.Length, SectionPart.MostCharacters / 2, SectionPart.MostCharacters);
        Assert.Contains("Left out, to keep this page small: Samples of second.", html);
        Assert.Contains("<details open=\"\"><summary>first</summary>", html); // the others are folded
        Assert.Contains("<details><summary>third</summary>short</details>", html);
        Assert.Equal(2, html.Split("<h2>Samples</h2>").Length);
    }

    [Fact]
    public void A_page_follows_the_theme_spares_those_who_want_no_motion_and_prints()
    {
        var page = ReportPage.Of("a", Html.Empty, Now);
        foreach (var query in new[] { "prefers-color-scheme: dark", "prefers-reduced-motion: reduce", "@media print" })
            Assert.Contains(query, page);
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
