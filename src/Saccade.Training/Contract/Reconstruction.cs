namespace Saccade.Training;

/// <summary>
/// How near a sample's reconstruction came, as sums that metrics over many samples are computed from. Values are those of pixels and
/// channels, 0 to 1.
/// </summary>
public sealed record Reconstruction
{
    /// <summary>How many values the sample has.</summary>
    public required long Values { get; init; }

    /// <summary>Sum over all values of (reconstruction - input)^2.</summary>
    public required double SquaredError { get; init; }

    /// <summary>The same for the sample's mean frame in place of the reconstruction: what a picture without motion reaches.</summary>
    public required double MeanFrameSquaredError { get; init; }

    /// <summary>How many values lie in the object's box; 0 when nobody knows where the object is.</summary>
    public long BoxValues { get; init; }

    /// <summary><see cref="SquaredError"/> within the object's box.</summary>
    public double BoxSquaredError { get; init; }

    /// <summary>How many different codes there can be; 0 where the reconstruction does not come out of codes.</summary>
    public int CodebookSize { get; init; }

    /// <summary>The codes of all tokens.</summary>
    public CodeHistogram Codes { get; init; } = CodeHistogram.Empty;

    /// <summary>The codes of those tokens whose pixels the object's box touches.</summary>
    public CodeHistogram BoxCodes { get; init; } = CodeHistogram.Empty;
}

/// <summary>How often each code occurs: <paramref name="Counts"/>[i] times <paramref name="Codes"/>[i].</summary>
public sealed record CodeHistogram(IReadOnlyList<int> Codes, IReadOnlyList<int> Counts)
{
    public static CodeHistogram Empty { get; } = new([], []);

    /// <summary>The histogram of these tokens, by rising code.</summary>
    public static CodeHistogram Of(IEnumerable<int> tokens)
    {
        var groups = tokens.GroupBy(t => t).OrderBy(g => g.Key).ToArray();
        return new([.. groups.Select(g => g.Key)], [.. groups.Select(g => g.Count())]);
    }
}
