namespace Saccade.Tensors;

/// <summary>A tensor was used after its memory had been given back: after its scope or step ended, or after backward had passed it.</summary>
public sealed class StaleTensorException(string message) : InvalidOperationException(message);
