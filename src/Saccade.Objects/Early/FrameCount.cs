using Saccade.Objects.Models;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Early;

/// <summary>
/// The state that a decision rests on: how many frames so far had a transient, as far as that is known. A frame has one unless none of the objects seen in it
/// is one (<see cref="NoisyOr"/>); what is believed of an object now goes for the frames in which it was seen before. Letters as in
/// <see cref="EarlyInputs"/>; Q frames are asked about, of the S so far.
/// </summary>
internal sealed class FrameCount
{
    /// <summary>Numbers that describe the count.</summary>
    public const int Size = 10;

    private readonly Engine engine;
    private readonly int frames;
    private readonly float limit;

    /// <param name="engine">The model's.</param>
    /// <param name="frames">T</param>
    public FrameCount(Engine engine, int frames)
    {
        this.engine = engine;
        this.frames = frames;
        // Between the most transient frames of a persistent clip and the fewest of a transient one.
        limit = (float)Math.Ceiling(Clips.ClipObjects.TransientShare * frames) - 0.5f;
    }

    /// <summary>Numbers that <see cref="Describe"/> needs of each object.</summary>
    /// <param name="logits">[R, 1]: log-odds of transient.</param>
    /// <param name="sightings">[R, 1]</param>
    /// <returns>[R, 3]: log of the probability that it is none, probability that it is one, frames that hang on it.</returns>
    public Tensor OfObjects(Tensor logits, Tensor sightings)
    {
        var probability = NoisyOr.Bounded(logits).Sigmoid();
        var logNone = NoisyOr.LogNone(logits);
        var doubt = probability.Multiply(logNone.Exp()).Multiply(sightings);
        return ConcatOperation.Concat([logNone, probability, doubt], 1);
    }

    /// <param name="held">[N, Q, K, 3]: each track's numbers as they were held in each frame; zeros before its first.</param>
    /// <param name="seen">[N, S, K]: 1 where a track was seen.</param>
    /// <param name="first">The first of the Q frames; they follow one another, and the last of them is the last of the S.</param>
    /// <returns>[N, Q, <see cref="Size"/>]</returns>
    public Tensor Describe(Tensor held, Tensor seen, int first)
    {
        int clips = held.Shape[0], asked = held.Shape[1], slots = held.Shape[2], so = seen.Shape[1];
        Tensor Part(int index) => held.Slice(3, index, 1).Reshape(clips, asked, slots);
        // [N, Q, S]: log of the probability that frame s had none, as believed in frame q.
        var none = Part(0).MatMul(seen, transposeB: true);
        var had = (1 - none.Exp()) * Frames(asked, so, (q, s) => s <= first + q);
        var mean = had.Sum([2]);
        var deviation = (had * (1 - had)).Sum([2]).ScaleShift(1, 0.02f).Sqrt();
        var margin = ((limit - mean) / deviation).Clamp(-6, 6);
        var left = engine.Empty(clips, asked);
        for (var i = 0; i < left.Count; i++)
            left.AsSpan()[i] = (frames - 1f - first - i % asked) / frames;
        return new[]
        {
            mean / 8, deviation / 2, Recent(0), Recent(1), Recent(2), Part(1).Sum([2]) / 6, Part(2).Sum([2]) / 4, margin / 4, (margin * 1.7f).Sigmoid(), left,
        }.Stack(2);

        Tensor Recent(int back) => (had * Frames(asked, so, (q, s) => s == first + q - back)).Sum([2]);
    }

    /// <summary>[Q, S]: 1 where a rule holds.</summary>
    private Tensor Frames(int asked, int so, Func<int, int, bool> holds)
    {
        var mask = engine.Empty(asked, so);
        for (var q = 0; q < asked; q++)
            for (var s = 0; s < so; s++)
                mask.AsSpan()[q * so + s] = holds(q, s) ? 1 : 0;
        return mask;
    }
}
