using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Data;

/// <summary>Clips of objects for training, and what they are like. Its batches are <see cref="PersistenceBatch"/>es.</summary>
public interface IPersistenceData : IDataSource
{
    PersistenceClipOptions Options { get; }
}
