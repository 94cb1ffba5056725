using Saccade.Editing.Formats;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;

namespace Saccade.Editing.Grid.Import;

/// <summary>What timelines to make a set of grids of, and how.</summary>
public sealed record TimelineImportRequest
{
    /// <summary>Files, and folders whose timelines are taken with those of the folders in them.</summary>
    public required IReadOnlyList<string> Timelines { get; init; }

    /// <summary>Folder for the set, new or empty.</summary>
    public required string Out { get; init; }

    public SamplingOptions Sampling { get; init; } = SamplingOptions.Default;

    public ReadOptions Reading { get; init; } = ReadOptions.Default;

    public SplitShares Split { get; init; } = SplitShares.Usual;

    /// <summary>Decides which projects go to which part.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What became of an import.</summary>
/// <param name="Files">Files that there were.</param>
/// <param name="LeftOut">Files and timelines that are not in the set, and why.</param>
/// <param name="Twins">Grids that are nearly the same, and lie in one part.</param>
public sealed record TimelineImportResult(int Files, IReadOnlyList<LeftOutGrid> LeftOut, IReadOnlyList<(string First, string Second)> Twins);
