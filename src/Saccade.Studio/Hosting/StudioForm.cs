using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Saccade.Studio.Serving;

namespace Saccade.Studio.Hosting;

/// <summary>The form that a request's body holds.</summary>
internal static class StudioForm
{
    private const int MostFields = 8;

    /// <param name="context">The request.</param>
    /// <param name="longestField">Characters of a field that is no file.</param>
    /// <exception cref="ProblemException">The body is no form (415), or malformed or too long (400).</exception>
    public static async Task<IFormCollection> Read(HttpContext context, int longestField)
    {
        if (!context.Request.HasFormContentType)
            throw new ProblemException(415, "the body has to be a form");
        try
        {
            return await context.Request.ReadFormAsync(new FormOptions { ValueLengthLimit = longestField, ValueCountLimit = MostFields, MultipartBodyLengthLimit = long.MaxValue }, context.RequestAborted);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new ProblemException(400, $"the form is malformed, too long, or ends too early ({malformed.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }
    }
}
