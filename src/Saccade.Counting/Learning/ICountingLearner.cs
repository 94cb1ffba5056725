using Saccade.Counting.Data;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Training;

namespace Saccade.Counting.Learning;

/// <summary>A learner whose model counts what an image holds, in whatever way.</summary>
public interface ICountingLearner : ILearner
{
    /// <summary>What it is trained on, or what a run kept of it.</summary>
    CountingData Data { get; }

    /// <summary>Counts images by itself, and says what they look like. The model is in evaluation, and the caller has begun a scope.</summary>
    /// <param name="batch">The images.</param>
    /// <param name="stopping">When a model that points at one thing after another stops.</param>
    IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping);

    /// <summary>The same from marks on, or with a second look at the mirrored images. The points are those that were added to the marks.</summary>
    /// <exception cref="RunException">The model can do neither.</exception>
    IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping, CountingStart start) =>
        !start.Flips && start.Marks.All(m => m.Length == 0)
            ? Count(batch, stopping)
            : throw new RunException("this model can neither go on from marks nor look at mirrored images as well");
}
