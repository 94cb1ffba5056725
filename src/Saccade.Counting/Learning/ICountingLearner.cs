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
}
