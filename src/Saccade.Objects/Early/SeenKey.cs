namespace Saccade.Objects.Early;

/// <summary>A hash of 64 bits over whole numbers in their order (the mixing of SplitMix64; Steele, Lea and Flood 2014): equal numbers, equal keys, on every machine.</summary>
internal static class SeenKey
{
    public const ulong Empty = 0x9E3779B97F4A7C15UL;

    public static ulong With(ulong key, int value)
    {
        var mixed = (key ^ (uint)value) + 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    public static ulong Of(params ReadOnlySpan<int> values)
    {
        var key = Empty;
        foreach (var value in values)
            key = With(key, value);
        return key;
    }
}
