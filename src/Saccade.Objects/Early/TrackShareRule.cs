using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// <c>track_length_rule</c>: a track that was seen in more than three frames stays, any other does not; the clip is persistent if fewer than a fifth of the frames so far have
/// one that does not. Nothing is learnt.
/// </summary>
internal sealed class TrackShareRule : IBaseline
{
    private const int LongestTransient = Clips.PersistenceClipOptions.LongestTransient;
    private const int BatchSize = 64;

    public string Name => "track_length_rule";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var said = new List<SampleOutput>(context.Outputs.Count);
        for (var start = 0; start < context.Outputs.Count; start += BatchSize)
        {
            var count = Math.Min(BatchSize, context.Outputs.Count - start);
            using var batch = (EarlyBatch)context.Data.Load(context.Split, [.. Enumerable.Range(start, count).Select(i => (long)i)], 0);
            for (var n = 0; n < count; n++)
            {
                var after = After(batch.Inputs, n);
                said.Add(context.Outputs[start + n] with
                {
                    Prediction = after[^1] >= 0.5f ? 1 : 0, Probabilities = [], Prefixes = after, Early = null, Statistics = null,
                });
            }
        }
        return said;
    }

    // 1 or 0 after each frame.
    private static float[] After(EarlyInputs inputs, int n)
    {
        var (frames, slots) = (inputs.Frames, inputs.Slots);
        var after = new float[frames];
        var sightings = new int[slots];
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < slots; k++)
                sightings[k] += Seen(t, k) ? 1 : 0;
            var transient = Enumerable.Range(0, t + 1).Count(s => Enumerable.Range(0, slots).Any(k => sightings[k] <= LongestTransient && Seen(s, k)));
            after[t] = transient < Clips.ClipObjects.TransientShare * (t + 1) ? 1 : 0;
        }
        return after;

        bool Seen(int frame, int slot) => inputs.Seen[(n * frames + frame) * slots + slot] > 0;
    }
}
