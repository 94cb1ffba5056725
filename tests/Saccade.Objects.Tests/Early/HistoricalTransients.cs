using Saccade.Objects.Clips;
using Saccade.Tensors.Random;

namespace Saccade.Objects.Tests.Early;

/// <summary>
/// The transients of the historical generator, written down again from its description: one to six a clip, each of one to three frames and starting anywhere
/// where it ends within the clip.
/// </summary>
internal static class HistoricalTransients
{
    public static ClipObjects Truth(long index, int frames = 32)
    {
        var random = new RandomKey(7, RandomStream.Data, (ulong)index);
        var objects = new ObjectTruth[1 + random.Integer(0, 6)];
        for (var i = 0; i < objects.Length; i++)
        {
            var length = 1 + random.Integer((ulong)(2 * i + 1), 3);
            var start = random.Integer((ulong)(2 * i + 2), frames - length + 1);
            objects[i] = new ObjectTruth(i, Persistence.Transient, [.. Enumerable.Range(start, length).Select(t => new ObjectSighting(t, new(0, 0), 3, 1))]);
        }
        return new ClipObjects(frames, objects);
    }
}
