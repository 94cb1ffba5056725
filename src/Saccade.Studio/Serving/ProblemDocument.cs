using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>What a client gets instead of an answer: <c>application/problem+json</c> of RFC 9457.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says what kind of problem it is.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">As in the status line.</param>
/// <param name="Detail">The reason.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail)
{
    private const string MediaType = "application/problem+json";

    public static ProblemDocument Of(int status, string detail)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        return new("about:blank", title.Length > 0 ? title : "Error", status, detail);
    }

    public static async Task Write(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = $"{seconds}";
        response.ContentType = MediaType;
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Of(problem.Status, problem.Message), RunJson.Line), context.RequestAborted);
    }
}
