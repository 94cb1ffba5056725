namespace Saccade.Training;

/// <summary>A question about runs that cannot be understood; the message is one line.</summary>
public sealed class RunQueryException(string message) : Exception(message);
