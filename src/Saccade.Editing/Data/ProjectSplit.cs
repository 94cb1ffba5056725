using Saccade.Editing.Grid.Sets;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Data;

/// <summary>Deals grids to splits, all of one source project to the same: exports of one project repeat each other.</summary>
internal static class ProjectSplit
{
    // The draws' numbers are part of what a split is: they never change.
    private const ulong Deal = 1;

    /// <param name="folder">For messages.</param>
    /// <param name="grids">(N)</param>
    /// <param name="seed">Of the deal.</param>
    /// <param name="validationShare">Of projects, where nothing is stored.</param>
    /// <param name="testShare">Likewise.</param>
    /// <returns>(N): each grid's split, as stored or drawn.</returns>
    /// <exception cref="RunException">There are too few projects, or only some grids have a stored split.</exception>
    public static Split[] Of(string folder, IReadOnlyList<StoredGrid> grids, int seed, double validationShare, double testShare)
    {
        var stored = grids.Count(g => g.Split is not null);
        if (stored == grids.Count)
        {
            return grids.Any(g => g.Split == Split.Train) && grids.Any(g => g.Split == Split.Validation)
                ? [.. grids.Select(g => g.Split!.Value)]
                : throw new RunException($"{folder}: its stored splits leave training or validation without a grid");
        }
        if (stored > 0)
            throw new RunException($"{folder}: {stored} of {grids.Count} grids have a stored split; give all of them one, or none");
        var projects = grids.Select(g => g.Project).Distinct(StringComparer.Ordinal).ToArray();
        new RandomKey((ulong)seed, RandomStream.Data, Deal).Shuffle(projects.AsSpan());
        var validation = (int)Math.Ceiling(validationShare * projects.Length);
        var test = (int)Math.Ceiling(testShare * projects.Length);
        if (validation + test >= projects.Length)
            throw new RunException($"{folder}: {projects.Length} source project(s) cannot be dealt to training, {validation} to validation and {test} to test: add projects, or lower data.validation and data.test");
        var held = projects[..validation].ToHashSet(StringComparer.Ordinal);
        var tested = projects[validation..(validation + test)].ToHashSet(StringComparer.Ordinal);
        return [.. grids.Select(g => held.Contains(g.Project) ? Split.Validation : tested.Contains(g.Project) ? Split.Test : Split.Train)];
    }
}
