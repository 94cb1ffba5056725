using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>Keys <c>model.*</c> of <see cref="VideoTokenizer"/>.</summary>
public record TokenizerOptions
{
    /// <summary>Channels at half the picture's size; twice and four times as many at a quarter and an eighth.</summary>
    [Range(1, 4096)]
    public int Channels { get; init; } = 24;

    /// <summary>Values that each number of a code can take (<see cref="FiniteScalarQuantiser"/>); their product is the number of codes: 1000.</summary>
    [Range(2, 256)]
    public int[] Levels { get; init; } = [8, 5, 5, 5];
}
