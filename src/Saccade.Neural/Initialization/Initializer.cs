using Saccade.Tensors;
using Saccade.Tensors.Random;

namespace Saccade.Neural;

/// <summary>Fills a new parameter. The result depends on the shape and the key alone.</summary>
public delegate void Initializer(Span<float> values, Shape shape, RandomKey key);
