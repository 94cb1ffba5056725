using Saccade.Editing.Content;
using Saccade.Editing.Corpora;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Import;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;

namespace Saccade.Editing.Tests.Corpora;

public sealed class TimelineCorpusTests
{
    [Fact]
    public void Files_read_back_to_the_rows_that_they_were_made_from()
    {
        using var folder = new TemporaryFolder();
        TimelineCorpus.Make(folder.Path, 4, seed: 11, progress: null, CancellationToken.None);

        for (var sample = 0; sample < 4; sample++)
        {
            var made = EditedSample.Make(11, sample);
            var path = folder[$"{TimelineCorpus.Name(sample)}.xml"];
            var project = TimelineFormats.Read(path);
            var grid = TimelineSampler.Sample(project, project.Sequences[0], "x", SamplingOptions.Default);

            Assert.Equal(made.Rows, grid.Values.ToArray());
            Assert.Equal(made.Content.Values.ToArray(), ContentFeatures.Read(ContentFeatures.Beside(path)).Values.ToArray());
            Assert.Equal(made.Editor.Name, SampleTruth.Read(SampleTruth.Beside(path)).Editor);
        }
    }

    [Fact]
    public void A_sample_is_the_same_in_a_corpus_of_any_size_and_another_with_another_seed()
    {
        using var folder = new TemporaryFolder();
        TimelineCorpus.Make(folder["one"], 1, seed: 3, progress: null, CancellationToken.None);
        TimelineCorpus.Make(folder["two"], 2, seed: 3, progress: null, CancellationToken.None);
        TimelineCorpus.Make(folder["other"], 1, seed: 4, progress: null, CancellationToken.None);

        foreach (var file in new[] { "project-00000.xml", "project-00000.features.csv", "project-00000.truth.json" })
        {
            Assert.Equal(File.ReadAllBytes(folder[$"one/{file}"]), File.ReadAllBytes(folder[$"two/{file}"]));
            Assert.NotEqual(File.ReadAllBytes(folder[$"one/{file}"]), File.ReadAllBytes(folder[$"other/{file}"]));
        }
    }

    [Fact]
    public void The_oracle_finds_every_decision_from_what_was_written_and_a_tenth_are_whims()
    {
        var (followed, all) = (0, 0);
        var habits = new HashSet<string>();
        for (var sample = 0; sample < 20; sample++)
        {
            var made = EditedSample.Make(5, sample);
            var grid = new TimelineGrid("x", "", GridLayout.Nine, TimelineGrid.DefaultStep, made.Rows);

            Assert.Equal(made.Decisions.Select(d => d.Due), new Oracle(made.Editor).Decisions(grid, made.Content));
            followed += made.Decisions.Count(d => d.IsFollowed);
            all += made.Decisions.Count;
            habits.UnionWith(made.Decisions.Select(d => d.Due.Habit));
        }

        Assert.True(all > 1000, $"{all} decisions");
        Assert.InRange((double)followed / all, 0.87, 0.93);
        Assert.Equal(Editor.All.SelectMany(e => e.Habits).Select(h => h.Name).Distinct().Order(), habits.Order());
    }

    [Fact]
    public void Nothing_changes_but_by_decisions()
    {
        for (var sample = 0; sample < 4; sample++)
        {
            var made = EditedSample.Make(6, sample);
            var decided = made.Decisions.Select(d => (d.Due.Step, d.Due.Track)).ToHashSet();
            for (var step = 1; step < made.SourceSteps.Length; step++)
            {
                for (var track = 0; track < GridLayout.Tracks; track++)
                {
                    var at = (step * GridLayout.Nine.Width) + (track * GridLayout.Nine.Values.Count);
                    var isSame = made.Rows.AsSpan(at, 9).SequenceEqual(made.Rows.AsSpan(at - GridLayout.Nine.Width, 9));
                    Assert.True(isSame || decided.Contains((step, track)), $"sample {sample}, step {step}, V{track + 1}");
                }
            }
        }
    }

    [Fact]
    public void An_oracle_of_another_editor_is_seldom_right()
    {
        var made = EditedSample.Make(5, 0);
        var grid = new TimelineGrid("x", "", GridLayout.Nine, TimelineGrid.DefaultStep, made.Rows);

        var others = new Oracle(Editor.All.Single(e => e != made.Editor)).Decisions(grid, made.Content).ToHashSet();

        // That something ends, both say: it is the later one who does it.
        var begun = made.Decisions.Where(d => d.Due.Right.Active).ToArray();
        Assert.True(begun.Count(d => others.Contains(d.Due)) < 0.05 * begun.Length);
    }

    [Fact]
    public void Quiet_and_calm_parts_of_the_source_are_cut_away()
    {
        var (seen, there) = (0.0, 0.0);
        for (var sample = 0; sample < 4; sample++)
        {
            var made = EditedSample.Make(5, sample);
            var truth = SampleTruth.Of(made, 5, sample);

            Assert.Equal(made.SourceSteps.Length, truth.Kept.Sum(k => k[1] - k[0]));
            Assert.Equal(made.Cuts.Count, truth.Kept.Count - 1);
            Assert.Equal(made.Source.Steps, truth.Kept[^1][1]);
            seen += QuietAndCalm(made.Content);
            there += QuietAndCalm(made.Source);
        }
        Assert.True(seen < there / 2, $"{seen} of the timelines, {there} of the sources");
    }

    [Fact]
    public void Whoever_has_no_whims_keeps_what_the_rule_says()
    {
        var (right, all) = (0, 0);
        for (var sample = 0; sample < 8; sample++)
        {
            var made = EditedSample.Make(7, sample);
            var truth = SampleTruth.Of(made, 7, sample);
            var (kept, byRule) = (Steps(truth.Kept), Steps(truth.KeptByRule));
            // Up to the first whim they are the same.
            var whim = Enumerable.Range(0, made.Source.Steps).First(i => kept.Contains(i) != byRule.Contains(i));
            Assert.True(whim > 20, $"sample {sample}: step {whim}");
            right += Enumerable.Range(0, made.Source.Steps).Count(i => kept.Contains(i) == byRule.Contains(i));
            all += made.Source.Steps;
        }
        Assert.InRange((double)right / all, 0.9, 0.99);
    }

    [Fact]
    public void Loud_stretches_in_which_nothing_happens_are_left_out_and_busy_ones_are_not()
    {
        // Loud, quiet and calm, loud and calm, quiet and calm, loud and busy.
        var source = new ContentFeatures([.. Stretch(0.8f, 0.2f, 20), .. Stretch(0.1f, 0.2f, 15), .. Stretch(0.7f, 0.2f, 30), .. Stretch(0.1f, 0.2f, 15), .. Stretch(0.7f, 0.9f, 20)]);

        Assert.Equal([[0, 22], [79, 100]], FootageRule.Kept(source, Editor.Amber));
        Assert.Equal([[0, 25], [79, 100]], FootageRule.Kept(source, Editor.Birch));
    }

    [Fact]
    public void A_corpus_becomes_a_set_that_the_application_reads_with_every_project_apart()
    {
        using var folder = new TemporaryFolder();
        TimelineCorpus.Make(folder["corpus"], 6, seed: 2, progress: null, CancellationToken.None);

        var result = TimelineImport.Make(new() { Timelines = [folder["corpus"]], Out = folder["grids"], Split = new(4, 2, 0) }, progress: null, CancellationToken.None);

        Assert.Empty(result.LeftOut);
        Assert.Empty(result.Twins);
        var grids = GridFolder.Open(folder["grids"]).Grids;
        Assert.Equal(6, grids.Select(g => g.Project).Distinct().Count());
        // With content and editor the oracle knows of a stored grid what it knew when it was made.
        foreach (var (i, stored) in grids.OrderBy(g => g.Grid.VideoId, StringComparer.Ordinal).Index())
        {
            var made = EditedSample.Make(2, i);
            var content = new ContentFeatures(stored.Grid.Content!.Values.ToArray());
            Assert.Equal(made.Decisions.Select(d => d.Due), new Oracle(Editor.All.Single(e => e.Name == stored.Editor)).Decisions(stored.Grid, content));
        }
    }

    private static double QuietAndCalm(ContentFeatures content) => Enumerable.Range(0, content.Steps)
        .Count(i => content[i, ContentFeatures.Loudness] < SourceContent.Quiet && content[i, ContentFeatures.Motion] < SourceContent.Busy) / (double)content.Steps;

    private static HashSet<int> Steps(IEnumerable<int[]> stretches) => [.. stretches.SelectMany(s => Enumerable.Range(s[0], s[1] - s[0]))];

    private static IEnumerable<float> Stretch(float loudness, float motion, int steps) => Enumerable.Repeat(new[] { loudness, motion, 0 }, steps).SelectMany(r => r);
}
