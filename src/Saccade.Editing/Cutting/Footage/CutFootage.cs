using Saccade.Editing.Content;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>A recording with what a finished timeline keeps of it.</summary>
public sealed record CutFootage
{
    /// <summary>Unique in a set: the timeline's name, and the recording's.</summary>
    public required string Id { get; init; }

    /// <summary>Recordings and timelines of one project lie in one split.</summary>
    public required string Project { get; init; }

    public required Split Split { get; init; }

    public required ContentFeatures Features { get; init; }

    /// <summary>What the timeline shows of it, in order and without overlaps.</summary>
    public required IReadOnlyList<SourceRange> Kept { get; init; }

    /// <summary>Of made corpora: what the editor's rule alone would keep. Nothing is learnt from it; it stands beside what is learnt. Null where nobody knows.</summary>
    public IReadOnlyList<SourceRange>? KeptByRule { get; init; }

    /// <summary>(T)</summary>
    internal bool[] KeptSteps => SourceRange.Steps(Kept, Features.Steps, ContentFeatures.Step);

    /// <summary>(T)</summary>
    internal bool[]? StepsByRule => KeptByRule is null ? null : SourceRange.Steps(KeptByRule, Features.Steps, ContentFeatures.Step);
}
