using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>Whether a run that ended before its end can be gone on with, whoever began it: what <c>train --resume</c> asks of it, as far as that is known without its data.</summary>
/// <param name="Refusal">Why it cannot, in one line; null: it can.</param>
internal sealed record Resumption(string? Refusal)
{
    /// <param name="row">The run.</param>
    /// <param name="path">Its folder.</param>
    /// <param name="queue">What trains and what waits.</param>
    /// <param name="applications">Those that it may be of.</param>
    public static Resumption Of(RunRow row, string path, JobQueue queue, ApplicationList applications) => new(row.Status switch
    {
        _ when queue.JobOf(row.Id) is { } job => job.Status == JobStatus.Running ? $"{row.Id} is being trained" : $"{row.Id} waits in the queue",
        ShownStatus.Running => $"{row.Id} is being trained",
        ShownStatus.Finished => Finished(row.Id),
        ShownStatus.Damaged or ShownStatus.Newer => $"{row.Id} {row.Problem}",
        _ => Unusable(row.Id, path, applications),
    });

    /// <exception cref="ProblemException">It cannot be gone on with (409).</exception>
    public void Require()
    {
        if (Refusal is { } reason)
            throw new ProblemException(409, reason);
    }

    private static string Finished(string id) => $"{id} has finished: there is nothing left of it to train";

    private static string? Unusable(string id, string path, ApplicationList applications)
    {
        try
        {
            var run = RunFolder.Open(path);
            if (FileLock.IsHeld(run.LockPath))
                return $"{id} is still held by a process that gives no sign of life: end that first";
            var info = run.ReadInfo();
            if (info.Status == RunStatus.Finished)
                return Finished(id); // since the row was read
            var check = RecipeCheck.Of(applications, RecipeFile.FromJson(info.Recipe, RecipeCheck.Source));
            return check.Problems is [var problem, ..] ? $"the recipe of {id} cannot be trained by this version: {problem.Said}" : null;
        }
        catch (RunException broken)
        {
            return broken.Message.Replace(path, id, StringComparison.Ordinal);
        }
    }
}
