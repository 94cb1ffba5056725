using Microsoft.AspNetCore.Http;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>The models that are served, by id.</summary>
internal sealed class ModelDirectory : IModelSource, IDisposable
{
    private readonly Dictionary<string, ServedModel> models = new(StringComparer.Ordinal);

    /// <exception cref="RunException">A run cannot be used, or two have one id.</exception>
    public ModelDirectory(ApplicationList applications, ServiceOptions options)
    {
        if (options.Runs.GroupBy(r => r.ReadInfo().Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new RunException($"two runs have the id '{twice.Key}' ({string.Join(" and ", twice.Select(r => r.Given))}): serve one of them, or each on a port of its own");
        try
        {
            foreach (var run in options.Runs)
            {
                var model = new ServedModel(applications, run, options.Workers, options.QueueLength);
                models.Add(model.Id, model);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>In the order of the command line.</summary>
    public IReadOnlyCollection<ServedModel> All => models.Values;

    Task<ServedModel> IModelSource.Of(HttpContext context) => Task.FromResult(Of(context));

    /// <summary>The one that a request's path names.</summary>
    /// <exception cref="ProblemException">There is none of that name (404).</exception>
    public ServedModel Of(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return models.TryGetValue(id, out var model) ? model
            : throw new ProblemException(404, $"there is no such model; the nearest is '{NearestName.Of(id, models.Keys)}', and GET /v1/models lists all");
    }

    public void Dispose()
    {
        foreach (var model in models.Values)
            model.Dispose();
    }
}
