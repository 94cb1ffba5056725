using System.Diagnostics;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>What a request wants of a model, done by the model's own thread.</summary>
/// <param name="act">Is given the model.</param>
/// <param name="cancellation">The client left, or its time is over.</param>
internal sealed class Work(Action<LoadedRun> act, CancellationToken cancellation)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long asked = Stopwatch.GetTimestamp();

    /// <summary>Fails as <c>act</c> does.</summary>
    public Task Ended => ended.Task;

    /// <summary>From its making until its turn came; once it has ended.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>What it took from then on; once it has ended.</summary>
    public TimeSpan Worked { get; private set; }

    /// <param name="model">Given to <c>act</c>.</param>
    /// <param name="isLast">Whether nothing else waits for the model; asked at the end.</param>
    public void Do(LoadedRun model, Func<bool> isLast)
    {
        var began = Stopwatch.GetTimestamp();
        Waited = Stopwatch.GetElapsedTime(asked, began);
        Exception? failure = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            act(model);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }
        // The answer is written by another thread, which wants a core now; where more waits for the model, its own threads do.
        if (isLast())
            model.Rest();
        Worked = Stopwatch.GetElapsedTime(began);
        if (failure is null)
            ended.SetResult();
        else if (failure is OperationCanceledException)
            ended.SetCanceled(cancellation);
        else
            ended.SetException(failure);
    }

    /// <summary>Ends what was never begun.</summary>
    public void Abandon() => ended.SetCanceled(cancellation);
}
