using Saccade.Counting.Pointing;
using Saccade.Tensors;

namespace Saccade.Counting.OneShot;

/// <summary>Says of each cell at one look whether a thing lies in it, and where, and nothing else: the pointing model without its steps.</summary>
/// <param name="engine">Where the parameters live.</param>
/// <param name="options">Sizes of the encoder.</param>
/// <param name="size">Pixels of a side.</param>
/// <param name="categories">How many categories can be asked for.</param>
/// <exception cref="ArgumentException">Sizes that do not fit together; says which.</exception>
internal sealed class HeatMapModel(Engine engine, EncoderOptions options, int size, int categories) : SightModel(engine, options, size, categories);
