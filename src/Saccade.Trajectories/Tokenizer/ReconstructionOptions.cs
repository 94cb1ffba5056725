using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>Keys <c>loss.*</c> of a tokenizer's training.</summary>
public sealed record ReconstructionOptions
{
    /// <summary>
    /// A value of the picture counts 1 + this times its distance from the clip's mean frame. What moves counts more than what stands still, where it
    /// is now and where it was: a ball covers a hundredth of a black picture, and a black reconstruction would be nearly right. Weights come from
    /// the input alone, so that no reconstruction can lower them.
    /// </summary>
    [Range(0.0, 1e6)]
    public float Motion { get; init; } = 20;
}
