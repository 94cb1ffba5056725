using Microsoft.AspNetCore.Http;

namespace Saccade.Studio.Serving;

/// <summary>Where the models that requests name come from: those that a service was started with, or those of a folder of runs, loaded when they are wanted.</summary>
internal interface IModelSource
{
    /// <summary>The model that a request's path names.</summary>
    /// <exception cref="ProblemException">There is none of that name (404), or it cannot be loaded (422).</exception>
    Task<ServedModel> Of(HttpContext context);
}
