using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Cutting;

/// <summary>What a <see cref="RuleCutter"/> keeps: moments that are loud, or in which much moves.</summary>
public sealed record RuleCutterOptions
{
    /// <summary>Loudness from which on a moment is kept, 0 to 1 (1 is 0 LUFS, 0 is -60); null: sound does not matter.</summary>
    [Range(0.0, 1.0)]
    public double? Loudness { get; init; } = 0.3;

    /// <summary>Motion from which on a moment is kept, 0 to 1; null: motion does not matter.</summary>
    [Range(0.0, 1.0)]
    public double? Motion { get; init; }

    public ClipShape Shape { get; init; } = new();
}
