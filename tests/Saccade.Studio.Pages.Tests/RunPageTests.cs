using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Saccade.Training;

namespace Saccade.Studio.Pages.Tests;

/// <summary>The page of a run: live while it trains, and what it is worth afterwards.</summary>
[Collection(nameof(Browsing))]
public sealed class RunPageTests(Browsing browsing)
{
    [PageFact]
    public async Task The_curve_of_a_training_grows_before_ones_eyes_and_nothing_on_the_page_moves()
    {
        using var stopping = new CancellationTokenSource();
        await using var visit = await browsing.Open("/");
        var training = Task.Run(() => browsing.Train(TinyVideoRecipe.Text, "live", stopping.Token, "epochs=400", "trainer.log_every=1"));
        try
        {
            await Visit.See(visit.Row("live").Locator(".badge"), "running");
            await visit.Row("live").Locator("a").ClickAsync();
            await Visit.See(visit[".chart canvas"]);
            var tabs = await visit[".tabs"].BoundingBoxAsync();
            var chart = await visit[".chart .plot"].First.BoundingBoxAsync();
            var first = await LastStep(visit);
            for (var grown = 0; grown < 2;)
            {
                await Task.Delay(200);
                if (await LastStep(visit) is var step && step > first)
                    (grown, first) = (grown + 1, step);
            }
            Assert.Equal(tabs!.Y, (await visit[".tabs"].BoundingBoxAsync())!.Y);
            Assert.Equal(chart!.Y, (await visit[".chart .plot"].First.BoundingBoxAsync())!.Y);
        }
        finally
        {
            await stopping.CancelAsync();
            await training;
        }
        await Visit.See(visit[".run-head .badge"], "stopped");
    }

    [PageFact]
    public async Task What_is_zoomed_into_gets_finer_without_moving_and_a_double_click_goes_back()
    {
        Long("long");
        await using var visit = await browsing.Open("/runs/long");
        var chart = visit[".chart"].First;
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-points", "800");
        var box = (await chart.Locator(".u-over").BoundingBoxAsync())!;
        var asked = await visit.Page.RunAndWaitForRequestAsync(async () =>
        {
            await visit.Page.Mouse.MoveAsync(box.X + (0.4f * box.Width), box.Y + (0.5f * box.Height));
            await visit.Page.Mouse.DownAsync();
            await visit.Page.Mouse.MoveAsync(box.X + (0.6f * box.Width), box.Y + (0.5f * box.Height), new() { Steps = 3 });
            await visit.Page.Mouse.UpAsync();
        }, request => request.Url.Contains("from=", StringComparison.Ordinal));
        // A fifth of 8,000 steps in 800 buckets, and four fifths of the 800 of the whole.
        var ends = Regex.Match(asked.Url, "from=(\\d+)&to=(\\d+)$").Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(ends[0], 3100, 3300);
        Assert.InRange(ends[1], 4700, 4900);
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-points", new Regex("^14\\d\\d$"));
        Assert.Equal(box.Y, (await chart.Locator(".u-over").BoundingBoxAsync())!.Y);
        // Charts are made anew when they are drawn otherwise, and stay where they are.
        await visit.Page.GetByLabel("log scale").CheckAsync();
        await Task.Delay(500);
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-points", new Regex("^14\\d\\d$"));
        await visit.Page.Mouse.DblClickAsync(box.X + (0.5f * box.Width), box.Y + (0.5f * box.Height));
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-points", "800");
    }

    [PageFact]
    public async Task A_dead_run_that_Studio_did_not_start_is_resumed_on_its_page_and_one_of_another_version_says_why_not()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        foreach (var run in new[] { "killed", "foreign" })
        {
            browsing.Train(TinyVideoRecipe.Text, run, stopped.Token);
            var info = Path.Combine(browsing.Runs, run, "run.json");
            File.WriteAllText(info, File.ReadAllText(info).Replace("\"status\": \"stopped\"", "\"status\": \"running\"").Replace("\"clip_norm\"", run == "foreign" ? "\"clip_nrom\"" : "\"clip_norm\""));
            File.Delete(Path.Combine(browsing.Runs, run, "heartbeat.json"));
        }
        await using var visit = await browsing.Open("/runs/killed");
        await Visit.See(visit[".run-head .badge"], "dead");
        await visit.Button("Resume").ClickAsync();
        await Visit.See(visit[".run-head .badge"], "finished");
        await Visit.Gone(visit.Button("Resume"));
        await visit.Page.GotoAsync(browsing.Address + "/runs/foreign");
        await Visit.See(visit[".standing [role=status]"], "'clip_nrom' is no key of a recipe");
        Assert.True(await visit.Button("Resume").IsDisabledAsync());
    }

    [PageFact]
    public async Task Evidence_says_each_verdict_in_words_beside_its_control()
    {
        await using var visit = await browsing.Open("/runs/both%2Fballs-1/evidence");
        await Visit.See(visit[".claims tbody tr"], "accuracy");
        Assert.Matches("supported|no better than|invalid", await visit[".claims tbody tr .badge"].First.InnerTextAsync());
        await Visit.See(visit[".baselines"], "the model");
        await Visit.See(visit["text=data checks passed"]);
    }

    [PageFact]
    public async Task Every_part_of_a_run_is_a_key_away()
    {
        await using var visit = await browsing.Open("/runs/both%2Fballs-1");
        await Visit.See(visit[".tabs a[aria-current]"], "Curves");
        foreach (var (tab, holds) in new[] { ("Evidence", "table.claims"), ("Layers", "table.layers .spark"), ("Samples", "img.sample"), ("Recipe", ".recipe td"), ("Notes", ".console") })
        {
            await visit.Press("]");
            await Visit.See(visit[".tabs a[aria-current]"], tab);
            await Visit.See(visit[holds]);
        }
    }

    [PageFact]
    public async Task A_run_that_is_not_there_is_said_in_one_line()
    {
        await using var visit = await browsing.Open("/runs/nothing");
        await Visit.See(visit[".error"], "there is no run");
        await Visit.See(visit.Link("All runs"));
    }

    /// <summary>A copy of a run whose journal has 8,000 steps.</summary>
    private void Long(string name)
    {
        var (from, to) = (Path.Combine(browsing.Runs, "both/balls-1"), Path.Combine(browsing.Runs, name));
        Directory.CreateDirectory(to);
        File.Copy(Path.Combine(from, "run.json"), Path.Combine(to, "run.json"));
        using var journal = Journal.Create(Path.Combine(to, "journal.jsonl"));
        journal.Append(new StartEntry { Step = 0, Epoch = 1, Time = DateTimeOffset.UnixEpoch, Epochs = 1, StepsPerEpoch = 8000, Parameters = 1, Threads = 1 });
        for (var step = 1; step <= 8000; step++)
        {
            journal.Append(new StepEntry
            {
                Step = step, Epoch = 1, Time = DateTimeOffset.UnixEpoch, Loss = 2 + Math.Sin(step * 0.3), LearningRate = 1e-3, GradientNorm = 1, StepsPerSecond = 2, MemoryMb = 100, SamplesSeen = step, ElapsedSeconds = step,
            });
        }
    }

    /// <summary>The last step that the chart of the loss knows, which its figure says.</summary>
    private static async Task<int> LastStep(Visit visit) =>
        int.Parse(await visit[".chart"].First.GetAttributeAsync("data-last-step") ?? "0", CultureInfo.InvariantCulture);
}
