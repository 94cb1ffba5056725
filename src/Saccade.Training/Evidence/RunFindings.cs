namespace Saccade.Training;

/// <summary>
/// What the course of a run says about its numbers: <c>chosen_on_this_split</c> (its epoch was picked by the same samples that it is judged on) and
/// <c>mode_disagreement</c> (the model fared far worse in evaluation than in training on the same batch).
/// </summary>
internal static class RunFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<JournalEntry> journal, Split split)
    {
        var epochs = journal.OfType<EpochEntry>().ToArray();
        if (split == Split.Validation && epochs.Length > 1)
            yield return new Finding("chosen_on_this_split", $"the best of {epochs.Length} epochs was chosen on these samples, so the number flatters; the test split tells");
        // The weights that are judged are the best epoch's; what was noted of others is no matter.
        var judged = epochs.LastOrDefault(e => e.IsBest)?.Step;
        if (journal.OfType<NoteEntry>().FirstOrDefault(n => n.Kind == "mode_disagreement" && n.Step == judged) is { } note)
            yield return new Finding(note.Kind, note.Message);
    }
}
