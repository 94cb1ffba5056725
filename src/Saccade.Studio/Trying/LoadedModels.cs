using Microsoft.AspNetCore.Http;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Trying;

/// <summary>The models that were tried lately. Loading takes a moment and memory, so the last few are kept; one whose weights have changed is loaded anew.</summary>
internal sealed class LoadedModels(RunIndex runs, ApplicationList applications) : IModelSource, IDisposable
{
    private const int MostModels = 2;
    private const int QueueLength = 16;

    private readonly SemaphoreSlim turn = new(1);

    // The latest first.
    private readonly LinkedList<(string Path, DateTime Weights, ServedModel Model)> kept = new();

    public async Task<ServedModel> Of(HttpContext context)
    {
        var (row, path) = runs.Of(context);
        await turn.WaitAsync(context.RequestAborted);
        try
        {
            var run = RunFolder.Open(path);
            var weights = File.GetLastWriteTimeUtc(run.WeightsPath);
            var found = kept.FirstOrDefault(k => k.Path == path && k.Weights == weights);
            if (found.Model is not null)
                kept.Remove(found);
            else
                found = (path, weights, await Task.Run(() => new ServedModel(applications, run, workers: 1, QueueLength)));
            kept.AddFirst(found);
            foreach (var old in kept.Skip(1).Where(k => k.Path == path).Concat(kept.Skip(MostModels)).Distinct().ToArray())
            {
                kept.Remove(old);
                _ = Task.Run(old.Model.Dispose); // once what waits for it is answered
            }
            return found.Model;
        }
        catch (Exception unusable) when (unusable is RunException or RecipeException)
        {
            throw new ProblemException(422, unusable.Message.Replace(path, row.Id, StringComparison.Ordinal));
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var (_, _, model) in kept)
            model.Dispose();
        turn.Dispose();
    }
}
