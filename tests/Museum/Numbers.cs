using Saccade.Tensors.Random;

namespace Saccade.Museum.Tests;

/// <summary>Random numbers of the replays, always the same.</summary>
internal static class Numbers
{
    public static double Uniform(int stream, int i) => new RandomKey(1, RandomStream.Data, (ulong)stream).UniformDouble((ulong)i);

    public static double Normal(int stream, int i) => new RandomKey(2, RandomStream.Data, (ulong)stream).Normal((ulong)i);
}
