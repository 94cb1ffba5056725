using System.Text;
using Saccade.Tensors.Random;

namespace Saccade.Neural;

/// <summary>The random numbers of one parameter: keyed by the seed and its full name, so that parameters do not depend on each other.</summary>
internal static class InitializationKey
{
    public static RandomKey Of(ulong seed, string name)
    {
        // FNV-1a (Fowler, Noll and Vo), 64 bits: string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * 1099511628211UL;
        return new RandomKey(seed, RandomStream.Initialization, hash);
    }
}
