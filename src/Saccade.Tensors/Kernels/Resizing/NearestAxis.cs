namespace Saccade.Tensors.Kernels.Resizing;

/// <summary>One axis of a nearest resizing: output position o takes input position floor(o Input / Output).</summary>
internal readonly record struct NearestAxis(int Input, int Output)
{
    /// <summary>The first output position that takes input position <paramref name="i"/> or a later one.</summary>
    public int First(int i) => (int)(((long)i * Output + Input - 1) / Input);
}
