namespace Saccade.Training;

/// <summary>
/// What the course of a run says about its numbers: <c>chosen_on_this_split</c> (its epoch was picked by the same samples that it is judged on) and
/// <c>mode_disagreement</c> (the model fared far worse in evaluation than in training on the same batch).
/// </summary>
internal static class RunFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<JournalEntry> journal, Split split)
    {
        var epochs = journal.OfType<EpochEntry>().Count();
        if (split == Split.Validation && epochs > 1)
            yield return new Finding("chosen_on_this_split", $"the best of {epochs} epochs was chosen on these samples, so the number flatters; the test split tells");
        if (journal.OfType<NoteEntry>().LastOrDefault(n => n.Kind == "mode_disagreement") is { } note)
            yield return new Finding(note.Kind, note.Message);
    }
}
