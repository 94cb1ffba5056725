using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>What a request wants of a model, done by the model's own thread.</summary>
/// <param name="act">Is given the model.</param>
/// <param name="cancellation">The client left, or its time is over.</param>
internal sealed class Work(Action<LoadedRun> act, CancellationToken cancellation)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails as <c>act</c> does.</summary>
    public Task Ended => ended.Task;

    public void Do(LoadedRun model)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            act(model);
            ended.SetResult();
        }
        catch (OperationCanceledException)
        {
            ended.SetCanceled(cancellation);
        }
        catch (Exception failure)
        {
            ended.SetException(failure);
        }
    }

    /// <summary>Ends what was never begun.</summary>
    public void Abandon() => ended.SetCanceled(cancellation);
}
