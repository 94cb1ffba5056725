using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting.Historical;

/// <summary>
/// The historical form: looks anew at each step, at a picture into which all that has been counted is drawn, and says where the next thing is and whether this is the end. Its encoder is that of the
/// pointing model. Letters: N steps, S pixels of a side, P cells, C features of a cell.
/// </summary>
public abstract class MarkedModel : Module
{
    private readonly SceneEncoder _encoder;

    /// <inheritdoc cref="SceneEncoder(Engine, EncoderOptions, int, int)"/>
    protected MarkedModel(Engine engine, EncoderOptions options, int size, int categories)
        : base(engine) => _encoder = Register("encoder", new SceneEncoder(engine, options, size, categories));

    public CellGrid Grid => _encoder.Grid;

    /// <summary>C</summary>
    protected int Features => _encoder.Features;

    /// <summary>pictures [N, 3, S, S] with their marks, categories [N] -> [N, P, C]</summary>
    public Tensor Look(Tensor pictures, IntTensor categories) => _encoder.Forward(pictures, categories);

    /// <summary>What a graph of it takes besides pictures, categories and <c>outside</c>.</summary>
    public virtual IReadOnlyList<GraphInput> FurtherInputs => [];

    /// <summary>What it says, as tensors.</summary>
    /// <param name="seen">[N, P, C]</param>
    /// <param name="inputs">With <c>outside</c> [N, P].</param>
    public abstract IReadOnlyList<(string Name, Tensor Value)> Answer(Tensor seen, GraphValues inputs);

    /// <summary>What was said at the steps of a batch, beside the truth.</summary>
    /// <param name="seen">[N, P, C]</param>
    /// <param name="batch">With the N steps.</param>
    public abstract LossTerms Loss(Tensor seen, CountingBatch batch);

    /// <summary>What is said of images: the next place, within the image, and the log-odds that there is none.</summary>
    /// <param name="seen">[N, P, C]</param>
    /// <param name="images">N of them.</param>
    public abstract IReadOnlyList<(PointPixels Place, double End)> Say(Tensor seen, IReadOnlyList<CountingImage> images);
}
