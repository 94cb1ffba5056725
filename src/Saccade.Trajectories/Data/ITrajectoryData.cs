using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>Trajectories for training, and what their clips are like.</summary>
public interface ITrajectoryData : IDataSource
{
    ClipOptions Options { get; }
}
