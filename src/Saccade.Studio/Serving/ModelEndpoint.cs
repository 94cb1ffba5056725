using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>What asking a model has in common, whatever it is asked: entering, reading files, waiting for one's turn, and failures in the client's words.</summary>
internal abstract class ModelEndpoint(IModelSource models, Admission admission, PrivateFolder root, TimeSpan limit)
{
    public async Task Handle(HttpContext context)
    {
        var model = await models.Of(context);
        using var inside = admission.Enter();
        model.RefuseWhenFull();
        using var time = new RequestTime(context, limit);
        using var folder = root.Within();
        var began = Stopwatch.GetTimestamp();
        var (files, isBatch) = await time.Within(Upload.Read(context.Request, folder.Path, model.Inputs, time.Token), StatusCodes.Status408RequestTimeout, "the body did not come in time");
        time.Tell("read", Stopwatch.GetElapsedTime(began));
        await Answer(context, model, files, isBatch, time);
    }

    /// <summary>Asks the model and writes the answer.</summary>
    protected abstract Task Answer(HttpContext context, ServedModel model, IReadOnlyList<UploadedFile> files, bool isBatch, RequestTime time);

    /// <summary>Waits for the model, which makes an answer on its own thread, and says in the answer's head how long that took.</summary>
    protected static async Task<T> Ask<T>(ServedModel model, RequestTime time, Func<LoadedRun, T> make)
    {
        var (answer, waited, worked) = await Wait(model, time, make);
        time.Tell("wait", waited);
        time.Tell("model", worked);
        return answer;
    }

    /// <summary>Waits for the model, beside an answer that may have begun.</summary>
    protected static Task<(T Answer, TimeSpan Waited, TimeSpan Worked)> Wait<T>(ServedModel model, RequestTime time, Func<LoadedRun, T> make)
    {
        return time.Within(Waited(), StatusCodes.Status503ServiceUnavailable, "come again later, or with less");

        async Task<(T, TimeSpan, TimeSpan)> Waited()
        {
            var answer = default(T);
            var (waited, worked) = await model.Run(run => answer = make(run), time.Token);
            return (answer!, waited, worked);
        }
    }

    /// <summary>Does what an application may refuse to do of a file.</summary>
    /// <exception cref="ProblemException">The file is damaged or not what the model can take (422), or this machine lacks a program (503).</exception>
    protected static T Try<T>(LoadedRun run, UploadedFile file, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (RunException refusal)
        {
            if (refusal.InnerException is MediaException { Path: "ffmpeg" or "ffprobe" } missing)
                throw new ProblemException(503, missing.Message);
            var folder = run.Model.Run;
            throw new ProblemException(422, refusal.Message.Replace(file.Path, file.Name).Replace(file.Folder, "").Replace(folder.Root, folder.ReadInfo().Id));
        }
    }

    /// <summary>Files that an application wrote beside the client's.</summary>
    protected static IReadOnlyList<AnswerFile> FilesBeside(UploadedFile file) =>
        [.. Directory.EnumerateFiles(file.Folder).Where(path => path != file.Path).Order(StringComparer.Ordinal).Select(AnswerFile.Read)];

    /// <summary>A switch in the query.</summary>
    /// <exception cref="ProblemException">It is neither <c>true</c> nor <c>false</c>.</exception>
    protected static bool IsAsked(HttpRequest request, string name) => (string?)request.Query[name] switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new ProblemException(400, $"?{name}={other}: has to be true or false"),
    };

    protected static async Task WriteJson<T>(HttpContext context, T answer)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, RunJson.Line);
        (context.Response.ContentType, context.Response.ContentLength) = ("application/json", bytes.Length);
        // The length tells the client that this is all, so that it does not wait while the request's files are removed.
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
