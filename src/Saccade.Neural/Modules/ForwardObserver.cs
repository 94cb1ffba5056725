using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>Is shown what a module returned. <paramref name="module"/> is its full name below the observed one, which is itself "".</summary>
public delegate void ForwardObserver(string module, Tensor output);
