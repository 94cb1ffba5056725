using System.Text.Json.Nodes;
using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Editing.Tests.Learning;

/// <summary>A folder of grids as windows: dealt by project, cleaned, padded, and honest about what the model is handed.</summary>
public sealed class GridDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_hundred_and_ten_projects_are_dealt_88_to_22_with_none_in_two_splits()
    {
        GridCsvWriter.Write(folder["a.csv"], [.. Enumerable.Range(0, 110).Select(i => SampleOf($"v{i}", 40, (ulong)i))]);
        using var data = Open();
        Assert.Equal((88, 22, 0), (data.Count(Split.Train), data.Count(Split.Validation), data.Count(Split.Test)));
        using var again = Open();
        Assert.Equal(data.Items(Split.Validation).Select(i => i.Id), again.Items(Split.Validation).Select(i => i.Id));
        using var other = Open(new GridDataOptions { SplitSeed = 7 });
        Assert.NotEqual(data.Items(Split.Validation).Select(i => i.Id), other.Items(Split.Validation).Select(i => i.Id));
        Assert.NotEqual(data.Hash, other.Hash);
        Assert.Empty(data.Items(Split.Train).Select(i => i.Group).Intersect(data.Items(Split.Validation).Select(i => i.Group)));
    }

    [Fact]
    public void Exports_of_one_source_lie_in_one_split()
    {
        GridCsvWriter.Write(folder["a.csv"], [.. Enumerable.Range(0, 40).Select(i => Grid.SampleGrids.Of($"v{i}", 40, (ulong)i, source: $"film {i / 4}"))]);
        using var data = Open();
        Assert.Equal((32, 8), (data.Count(Split.Train), data.Count(Split.Validation)));
        Assert.Equal(2, data.Items(Split.Validation).Select(i => i.Group).Distinct().Count());
    }

    [Fact]
    public void Stored_splits_are_kept()
    {
        using (var writer = new GridSetWriter(folder["set"], GridLayout.Nine))
        {
            foreach (var split in Enum.GetValues<Split>())
                writer.Append(new StoredGrid(SampleOf($"{split}", 120, (ulong)split), $"{split}", split));
            writer.Complete();
        }
        using var data = GridData.Open(folder["set"], new GridDataOptions());
        Assert.All(Enum.GetValues<Split>(), split => Assert.Equal([$"{split}@0", $"{split}@80"], data.Items(split).Select(i => i.Id)));
    }

    [Fact]
    public void Windows_are_normalised_padded_with_zeros_and_masked()
    {
        Write(130);
        using var data = Open();
        var (id, last) = (data.Items(Split.Train).First().Id, data.Plan.Count(130) - 1);
        using var batch = (GridBatch)data.Load(Split.Train, [0, last], step: 0);
        Assert.Equal([id, id.Replace("@0", "@80", StringComparison.Ordinal)], batch.Ids);
        Assert.Equal(150, batch.Mask.ToArray().Sum());
        Assert.Equal(Enumerable.Repeat(1, 50).Concat(Enumerable.Repeat(0, 50)), batch.Mask[100..].ToArray());
        Assert.All(batch.Inputs[^(50 * 180)..].ToArray(), v => Assert.Equal(0, v));
        Assert.All(batch.ActiveLabels[^(50 * 20)..].ToArray(), v => Assert.Equal(CrossEntropyOperation.IgnoredLabel, v));
        // The windows share twenty steps.
        Assert.Equal(batch.Inputs.Slice(80 * 180, 20 * 180).ToArray(), batch.Inputs.Slice(100 * 180, 20 * 180).ToArray());
    }

    [Fact]
    public void What_the_checks_are_told_is_what_the_model_is_handed()
    {
        Write(130);
        using var data = Open();
        foreach (var (i, item) in data.Items(Split.Train).Index())
        {
            using var batch = (GridBatch)data.Load(Split.Train, [i], step: 0);
            var sequence = item.Sequence!;
            var (inputs, targets) = (new float[sequence.Inputs.Length], new float[sequence.Targets.Length]);
            data.Scaler.Normalise(sequence.Inputs.Span, inputs);
            data.Scaler.Normalise(sequence.Targets.Span, targets);
            Assert.Equal(inputs, batch.Inputs[..inputs.Length].ToArray());
            Assert.Equal(targets, batch.Targets[..targets.Length].ToArray());
        }
    }

    [Fact]
    public void The_check_finds_that_it_is_asked_for_what_it_is_handed()
    {
        Write(130);
        using var data = Open();
        var check = DataChecks.Judge(DataInventory.Of(data)).Single(c => c.Name == "target_in_input");
        Assert.Equal((false, "reconstruction, not prediction"), (check.Passed, check.Instead));
        Assert.StartsWith("100 % of the ", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_numbers_become_zero_and_are_counted_and_unknown_classes_are_refused()
    {
        Write(20, row => row[18 + 2] = float.NaN);
        using (var data = Open())
            Assert.Equal(5 * 20, data.Replaced);
        Write(20, row => row[GridLayout.Asset] = 12);
        var message = Assert.Throws<RunException>(() => Open()).Message;
        Assert.Equal("timeline 'v0', step 0, track V1: asset is 12, and a model knows 0 to 9", message);
    }

    [Fact]
    public void Data_that_cannot_be_used_is_told_in_one_line()
    {
        Assert.Contains("give a folder of grids with --data DIR", Assert.Throws<RunException>(() => GridData.Open("", new GridDataOptions())).Message);
        GridCsvWriter.Write(folder["a.csv"], [SampleOf("one", 20, 1)]);
        Assert.Contains("1 source project(s) cannot be dealt", Assert.Throws<RunException>(() => Open()).Message);
        Write(20);
        Assert.Contains("data.overlap: 100 is not below data.window, 100", Assert.Throws<RunException>(() => Open(new GridDataOptions { Overlap = 100 })).Message);
    }

    [Fact]
    public void A_description_brings_back_layout_and_scalers()
    {
        Write(130);
        using var data = Open();
        using var described = GridData.Described(new GridDataOptions(), (JsonObject)JsonNode.Parse(data.Description!.ToJsonString())!);
        Assert.Equal((data.Layout, 0), (described.Layout, described.Count(Split.Train)));
        Assert.Equal(data.Scaler.Normalise(2, 140), described.Scaler.Normalise(2, 140));
        Assert.Throws<RunException>(() => GridData.Described(new GridDataOptions(), []));
    }

    private void Write(int steps, Action<Span<float>>? change = null)
    {
        File.Delete(folder["a.csv"]);
        GridCsvWriter.Write(folder["a.csv"], [.. Enumerable.Range(0, 5).Select(i =>
        {
            var grid = SampleOf($"v{i}", steps, (ulong)i + 1);
            var values = grid.Values.ToArray();
            for (var step = 0; step < steps && change is not null; step++)
                change(values.AsSpan(step * 180, 180));
            return new TimelineGrid(grid.VideoId, grid.SourceVideoName, grid.Layout, grid.Step, values);
        })]);
    }

    private static TimelineGrid SampleOf(string id, int steps, ulong seed) => Grid.SampleGrids.Of(id, steps, seed);

    private GridData Open(GridDataOptions? options = null) => GridData.Open(folder.Path, options ?? new GridDataOptions());
}
