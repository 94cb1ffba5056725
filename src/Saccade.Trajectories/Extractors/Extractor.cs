using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// Turns clips into features, one vector a frame, which the heads read. Letters: B clips (of one view each), T frames, S pixels, D features.
/// In evaluation a clip's features depend on that clip alone.
/// </summary>
public abstract class Extractor(Engine engine) : Module(engine)
{
    /// <summary>D</summary>
    public abstract int Width { get; }

    /// <summary>The attention that an explanation may show, in the order in which it runs; none by default.</summary>
    public virtual IReadOnlyList<AttentionLayer> AttentionLayers => [];

    /// <summary>
    /// Names of the modules below this one whose results Grad-CAM may read, first to last; none by default. They return
    /// [B, C, T', H, W], [B T', C, H, W] (each frame by itself) or [B, C, T'], with T' time steps evenly over the clip.
    /// </summary>
    public virtual IReadOnlyList<string> ActivationLayers => [];

    /// <param name="clips">[B, T, 3, S, S]: values 0 to 1.</param>
    /// <returns>[B, T, D]</returns>
    public Tensor Forward(Tensor clips) => Observed(Extract(clips));

    /// <summary>Multiplications, each with its addition, that one clip takes forwards in convolutions, linear layers and attention.</summary>
    /// <param name="frames">T</param>
    /// <param name="size">S</param>
    public abstract long MultiplyAdds(int frames, int size);

    /// <summary>Takes over what it has from another run, once, before a fresh model is trained; most have nothing.</summary>
    /// <exception cref="Training.RunException">That run is missing or does not fit; names it and the recipe's key.</exception>
    public virtual void LoadPretrained()
    {
    }

    /// <summary>clips [B, T, 3, S, S] -> [B, T, D]</summary>
    protected abstract Tensor Extract(Tensor clips);
}
