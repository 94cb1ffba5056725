namespace Saccade.Studio.Serving;

/// <summary>A request that gets no answer but a status and a reason.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">For the client, in one line: the cause and the way out; without any path of this machine.</param>
internal sealed class ProblemException(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;

    /// <summary>When to come again, in seconds; null: the same request will fail again.</summary>
    public int? RetryAfter { get; init; }
}
