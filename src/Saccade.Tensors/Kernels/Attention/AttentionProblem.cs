namespace Saccade.Tensors.Kernels.Attention;

/// <summary>The extents of one attention and which keys its queries may see.</summary>
internal readonly unsafe struct AttentionProblem
{
    /// <summary>Queries whose dropout mask is made at once; a multiple of every tile width, so that the mask is the same at each of them.</summary>
    public const int MaskColumns = 32;

    public required int Samples { get; init; }

    public required int Heads { get; init; }

    public required int Queries { get; init; }

    public required int Keys { get; init; }

    /// <summary>D: columns of a head.</summary>
    public required int HeadSize { get; init; }

    public required float Scale { get; init; }

    /// <summary>Query i sees the keys up to i + this; null if it sees all.</summary>
    public required int? CausalOffset { get; init; }

    /// <summary>[samples, keys], or null.</summary>
    public required int* KeyMask { get; init; }

    public required DropoutMask? Dropout { get; init; }

    /// <summary>Floats of a dropout mask for <see cref="MaskColumns"/> queries: [keys, queries], filled up to whole groups of the generator.</summary>
    public int MaskSize => Dropout is null ? 0 : (Keys + 1) / 2 * 2 * MaskColumns;

    /// <summary>The key mask of a sample, or null.</summary>
    public int* MaskOf(int sample) => KeyMask is null ? null : KeyMask + (nint)sample * Keys;

    /// <summary>How many keys the query sees, the first ones, before the key mask.</summary>
    public int KeysSeenBy(int query) => CausalOffset is { } offset ? (int)Math.Min(Keys, (long)query + offset + 1) : Keys;

    /// <summary>Multiply-adds of one product over the queries and the keys that each sees: what the key mask hides is worked out too.</summary>
    public long MultiplyAdds
    {
        get
        {
            var pairs = 0L;
            for (var query = 0; query < Queries; query++)
                pairs += KeysSeenBy(query);
            return pairs * Samples * Heads * HeadSize;
        }
    }

    /// <summary>
    /// Writes the dropout factors [keys, <see cref="MaskColumns"/>] of the queries from <paramref name="query"/>, a multiple of that.
    /// Element (sample, head, query i, key j) of the series lies at the group of i, then key j, then i within the group.
    /// </summary>
    public void FillMask(float* mask, int sample, int head, int query)
    {
        var groups = (Queries + MaskColumns - 1) / MaskColumns;
        var group = ((long)sample * Heads + head) * groups + query / MaskColumns;
        Dropout!.Value.Fill(mask, group * MaskSize, MaskSize);
    }
}
