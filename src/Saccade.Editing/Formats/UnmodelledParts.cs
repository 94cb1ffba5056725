using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats;

/// <summary>What a project's file holds beyond the model, and any other format therefore loses.</summary>
internal static class UnmodelledParts
{
    public static IEnumerable<Loss> Of(TimelineProject project)
    {
        foreach (var sequence in project.Sequences.Concat(project.Nested))
        {
            foreach (var loss in Of(sequence, sequence.Name))
                yield return loss;
            foreach (var track in sequence.Tracks)
            {
                foreach (var loss in Of(track, track.Name).Concat(track.Items.SelectMany(i => Of(i, i.Name))))
                    yield return loss;
            }
        }
        foreach (var loss in project.Media.SelectMany(m => Of(m, m.Name)).Concat(project.Multicams.SelectMany(m => Of(m, m.Name))).Concat(Of(project, project.Name)))
            yield return loss;
    }

    private static IEnumerable<Loss> Of(TimelineNode node, string name) =>
        node.Origin is { Unmodelled.Count: > 0 } origin ? [new Loss(name, $"not carried over: {string.Join(", ", origin.Unmodelled)}")] : [];
}
