using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>A timeline to be looked at by an editor, and what is new in it.</summary>
/// <param name="Project">Ready to be written.</param>
/// <param name="Changes">In the order of their times on each track.</param>
/// <param name="Notes">What the editor should know besides, each on one line.</param>
public sealed record Suggestion(TimelineProject Project, IReadOnlyList<SuggestedChange> Changes, IReadOnlyList<string> Notes)
{
    /// <summary>The timeline that the changes are about: the project's first.</summary>
    public Sequence Sequence => Project.Sequences[0];

    /// <summary>A marker at a clip's beginning that says how sure the suggestion is, and why.</summary>
    internal static Marker Mark(double confidence, string reason) =>
        new() { Name = FormattableString.Invariant($"{100 * confidence:0} %"), Comment = reason, Start = default };
}
