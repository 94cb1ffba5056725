using Saccade.Editing.Content;

namespace Saccade.Editing.Corpora;

/// <summary>A made-up recording: loud and quiet stretches, calm and busy ones, and shots, on a source's own clock.</summary>
internal static class SourceContent
{
    /// <summary>Sound below it is quiet; no stretch comes near it.</summary>
    public const float Quiet = 0.35f;

    /// <summary>Motion above it is a busy stretch; no stretch comes near it.</summary>
    public const float Busy = 0.6f;

    /// <summary>(S, F)</summary>
    public static ContentFeatures Of(int steps, ulong seed, int sample)
    {
        var values = new float[steps * ContentFeatures.Names.Count];
        Stretches(values, ContentFeatures.Loudness, new(seed, sample, CorpusPurpose.Loudness), (0.5, 0.9, 25, 70), (0.05, 0.2, 12, 40));
        Stretches(values, ContentFeatures.Motion, new(seed, sample, CorpusPurpose.Motion), (0.1, 0.3, 50, 130), (0.75, 0.95, 15, 40));
        var shots = new CorpusRandom(seed, sample, CorpusPurpose.Shots);
        for (var (at, draw) = (shots.Integer(0, 20, 60), 1); at < steps; at += shots.Integer(draw++, 45, 100))
            values[(at * ContentFeatures.Names.Count) + ContentFeatures.ShotChange] = 1;
        return new ContentFeatures(values);
    }

    /// <summary>Stretches of two kinds by turns, each with a level and a length of its own and a little noise.</summary>
    private static void Stretches(float[] values, int feature, CorpusRandom random, (double Low, double High, int Shortest, int Longest) first, (double Low, double High, int Shortest, int Longest) second)
    {
        const int DrawsOfStretch = 128;
        var features = ContentFeatures.Names.Count;
        for (var (stretch, at) = (0, 0); at * features < values.Length; stretch++)
        {
            var (low, high, shortest, longest) = stretch % 2 == 0 ? first : second;
            var draw = stretch * DrawsOfStretch;
            var (level, length) = (random.Uniform(draw, low, high), random.Integer(draw + 1, shortest, longest));
            for (var i = 0; i < length && at * features < values.Length; i++)
                values[(at++ * features) + feature] = MathF.Round((float)(level + random.Uniform(draw + 2 + (i % (DrawsOfStretch - 2)), -0.04, 0.04)), 3);
        }
    }
}
