using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Cli.StoredSets;

/// <summary>What <c>data check</c> and <c>data show</c> ask of a stored set, whatever it is of.</summary>
internal interface IStoredSet : IDisposable
{
    /// <summary>What the checks look at.</summary>
    /// <exception cref="RunException">Its items cannot be listed.</exception>
    DataInventory Inventory();

    /// <summary>Samples in the set.</summary>
    int Count { get; }

    /// <summary>What the set tells of itself.</summary>
    /// <exception cref="MediaException">Its labels cannot be read.</exception>
    JsonObject Facts();

    /// <summary>The samples of a split.</summary>
    IReadOnlyList<int> Indices(Split split);

    /// <summary>A contact sheet with what is known of each sample.</summary>
    /// <exception cref="MediaException">A sample cannot be read.</exception>
    /// <exception cref="ArgumentException">The sheet would be too large.</exception>
    Frame Sheet(IEnumerable<long> indices, int columns);
}
