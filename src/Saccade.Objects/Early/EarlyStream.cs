using Saccade.Tensors;

namespace Saccade.Objects.Early;

/// <summary>
/// The model on one clip, frame by frame: each frame is read once, and what earlier ones left behind (numbers of their objects, keys and values of the transformer) is
/// kept. The answers are those of <see cref="EarlyModel.Forward"/> for the whole clip, up to rounding.
/// </summary>
public sealed class EarlyStream
{
    private readonly EarlyModel model;
    private readonly bool gate;
    private readonly IReadOnlyList<KeyValueCache> caches;
    private readonly float[] held;
    private readonly float[] seen;

    /// <param name="model">In evaluation.</param>
    /// <param name="gate">Whether objects that need not be looked at are not.</param>
    public EarlyStream(EarlyModel model, bool gate = true)
    {
        (this.model, this.gate) = (model, gate);
        caches = model.NewCaches();
        held = new float[model.Options.Slots * 3];
        seen = new float[model.Frames * model.Options.Slots];
    }

    /// <summary>Frames taken.</summary>
    public int Frames { get; private set; }

    /// <summary>Objects seen so far, counted in every frame.</summary>
    public int Objects { get; private set; }

    /// <summary>Those of <see cref="Objects"/> whose picture was looked at.</summary>
    public int Looked { get; private set; }

    /// <summary>Which rows of the last frame were looked at.</summary>
    public IReadOnlyList<bool> LastLooked { get; private set; } = [];

    /// <summary>Forgets everything: a new clip begins.</summary>
    public void Begin()
    {
        foreach (var cache in caches)
            cache.Clear();
        Array.Clear(held);
        Array.Clear(seen);
        (Frames, Objects, Looked, LastLooked) = (0, 0, 0, []);
    }

    /// <param name="evidence">The next frame's.</param>
    /// <returns>The log-odds that the clip is persistent, by what was seen so far.</returns>
    /// <exception cref="InvalidOperationException">The clip has no further frame.</exception>
    public float Push(FrameEvidence evidence)
    {
        if (Frames == model.Frames)
            throw new InvalidOperationException($"A clip has {model.Frames} frames, and all were given: Begin() a new one.");
        var engine = model.Engine;
        var slots = model.Options.Slots;
        using var scope = engine.BeginScope();
        Tensor? pooled = null;
        LastLooked = [];
        foreach (var slot in evidence.GivenUp)
            held.AsSpan(3 * slot, 3).Clear();
        if (evidence.Rows > 0)
        {
            var (_, numbers, frame, looked) = model.Read(evidence, gate);
            pooled = frame;
            LastLooked = looked;
            for (var row = 0; row < evidence.Rows; row++)
            {
                numbers.AsSpan().Slice(3 * row, 3).CopyTo(held.AsSpan(3 * evidence.Slots[row], 3));
                seen[Frames * slots + evidence.Slots[row]] = evidence.CropOf[row] < 0 ? 0 : 1;
                Objects += evidence.CropOf[row] < 0 ? 0 : 1;
                Looked += looked[row] ? 1 : 0;
            }
        }
        Frames++;
        return model.Next(engine.From(held, 1, 1, slots, 3), engine.From(seen.AsSpan(0, Frames * slots), 1, Frames, slots), pooled, caches).Item();
    }
}
