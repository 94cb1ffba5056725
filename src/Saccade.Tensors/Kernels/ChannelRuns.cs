namespace Saccade.Tensors.Kernels;

/// <summary>
/// The numbers of one channel of [N, C, S]: N runs of S, C*S apart. Short runs are copied together into scratch memory first, so that
/// kernels always see long ones.
/// </summary>
/// <param name="First">Where the first run starts.</param>
/// <param name="Count">How many runs there are.</param>
/// <param name="Length">Numbers in each.</param>
/// <param name="Stride">From the start of one to the start of the next.</param>
internal readonly unsafe record struct ChannelRuns(nint First, int Count, int Length, nint Stride)
{
    private const int ShortRun = 64;

    public ChannelRuns(float* x, int samples, int channels, int channel, int length)
        : this((nint)(x + (nint)channel * length), samples, length, (nint)channels * length)
    {
    }

    /// <summary>Floats of scratch memory that <see cref="Gathered"/> needs; 0 if the runs are long enough as they are.</summary>
    public static int ScratchLength(int samples, int length) => length < ShortRun ? samples * length : 0;

    public float* this[int run] => (float*)First + run * Stride;

    /// <summary>These runs, or one run in <paramref name="scratch"/> with a copy of them.</summary>
    public ChannelRuns Gathered(float* scratch)
    {
        if (Length >= ShortRun)
            return this;
        for (var run = 0; run < Count; run++)
            new Span<float>(this[run], Length).CopyTo(new Span<float>(scratch + run * Length, Length));
        return Place(scratch);
    }

    /// <summary>Where results for these runs go: in place, or one run in <paramref name="scratch"/> for <see cref="Scatter"/>.</summary>
    public ChannelRuns Place(float* scratch) => Length >= ShortRun ? this : new ChannelRuns((nint)scratch, 1, Count * Length, 0);

    /// <summary>Copies the run in <paramref name="scratch"/> to its places if the runs are short.</summary>
    public void Scatter(float* scratch)
    {
        if (Length >= ShortRun)
            return;
        for (var run = 0; run < Count; run++)
            new Span<float>(scratch + run * Length, Length).CopyTo(new Span<float>(this[run], Length));
    }
}
