namespace Saccade.Neural;

/// <summary>A weights file that cannot be read, written, or used for a module. The message names the file, the cause and the way out.</summary>
public sealed class WeightsException(string message, Exception? inner = null) : Exception(message, inner);
