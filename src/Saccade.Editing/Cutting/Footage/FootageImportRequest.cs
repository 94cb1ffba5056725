using Saccade.Editing.Formats;
using Saccade.Editing.Grid.Sets;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>What past projects to learn cut selection from.</summary>
public sealed record FootageImportRequest
{
    /// <summary>Files, and folders whose timelines are taken with those of the folders in them.</summary>
    public required IReadOnlyList<string> Timelines { get; init; }

    /// <summary>Folder for the set, new or empty.</summary>
    public required string Out { get; init; }

    /// <summary>Folders in which recordings are looked for, besides where timelines say that they lie.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];

    public ReadOptions Reading { get; init; } = ReadOptions.Default;

    public SplitShares Split { get; init; } = SplitShares.Usual;

    /// <summary>Decides which projects go to which part.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What became of an import.</summary>
/// <param name="Files">Files that there were.</param>
/// <param name="LeftOut">Files and timelines that are not in the set, and why.</param>
/// <param name="Missing">Recordings of timelines that are in the set, not found or not readable, each with its timeline and why.</param>
/// <param name="Twins">Timelines that are nearly the same, and lie in one part.</param>
public sealed record FootageImportResult(int Files, IReadOnlyList<LeftOutGrid> LeftOut, IReadOnlyList<LeftOutGrid> Missing, IReadOnlyList<(string First, string Second)> Twins);
