using Saccade.Editing.Content;
using Saccade.Tensors.Random;

namespace Saccade.Editing.Tests.Cutting;

/// <summary>Recordings to cut.</summary>
internal static class Recordings
{
    /// <summary>Stretches of so many steps, loudness and motion, one after the other.</summary>
    public static ContentFeatures Of(params (int Steps, float Loudness, float Motion)[] stretches) =>
        new([.. stretches.SelectMany(s => Enumerable.Repeat(new[] { s.Loudness, s.Motion, 0 }, s.Steps)).SelectMany(r => r)]);

    /// <summary>Loud and busy stretches, each with its own chance, of ten to thirty steps.</summary>
    public static ContentFeatures Random(int steps, ulong seed)
    {
        var key = new RandomKey(seed, RandomStream.Data, 0);
        var values = new float[steps * ContentFeatures.Names.Count];
        ulong draw = 0;
        for (var f = 0; f < 2; f++)
        {
            var high = false;
            for (var step = 0; step < steps;)
            {
                var level = high ? 0.8f : 0.15f;
                for (var end = Math.Min(steps, step + 10 + key.Integer(draw++, 20)); step < end; step++)
                    values[(step * ContentFeatures.Names.Count) + f] = level;
                high = !high;
            }
        }
        return new ContentFeatures(values);
    }
}
