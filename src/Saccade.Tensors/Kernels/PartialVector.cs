namespace Saccade.Tensors.Kernels;

/// <summary>The vector at the end of a row that has fewer elements left than lanes: the other lanes hold a number of the caller's choice.</summary>
internal static unsafe class PartialVector
{
    public static V Load<V>(float* source, int count, float rest)
        where V : struct, ILanes<V>
    {
        var padded = stackalloc float[V.Count];
        for (var i = 0; i < V.Count; i++)
            padded[i] = i < count ? source[i] : rest;
        return V.Load(padded);
    }

    public static void Store<V>(float* destination, V value, int count)
        where V : struct, ILanes<V>
    {
        var padded = stackalloc float[V.Count];
        V.Store(padded, value);
        for (var i = 0; i < count; i++)
            destination[i] = padded[i];
    }
}
