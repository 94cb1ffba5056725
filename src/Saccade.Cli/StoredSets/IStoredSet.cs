using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Cli.StoredSets;

/// <summary>What <c>data check</c> and <c>data show</c> ask of a stored set, whatever it is of.</summary>
internal interface IStoredSet : IDisposable
{
    /// <summary>For the checks.</summary>
    IDataSource Data { get; }

    /// <summary>Clips in the set.</summary>
    int Count { get; }

    /// <summary>What the set tells of itself.</summary>
    /// <exception cref="MediaException">Its labels cannot be read.</exception>
    JsonObject Facts();

    /// <summary>The clips of a split.</summary>
    IReadOnlyList<int> Indices(Split split);

    /// <summary>A contact sheet with what is known of each clip.</summary>
    /// <exception cref="MediaException">A clip cannot be read.</exception>
    /// <exception cref="ArgumentException">The sheet would be too large.</exception>
    Frame Sheet(IEnumerable<long> indices, int columns);
}
