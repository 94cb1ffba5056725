using Saccade.Objects.Clips;
using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>A clip's attention as a chart: a row for each track, a cell for each sighting, in multiples of an even share; frames in which a transient is seen are marked.</summary>
internal static class AttentionMap
{
    private const int MostRows = 14;

    /// <param name="title">Which clip.</param>
    /// <param name="attention">What its sightings received.</param>
    /// <param name="frameOf">(K): their frames.</param>
    /// <param name="frames">T</param>
    /// <param name="transientFrames">Those in which a transient is seen.</param>
    public static HeatChart Of(string title, TokenAttention attention, IReadOnlyList<int> frameOf, int frames, IReadOnlyList<int> transientFrames)
    {
        var tracks = attention.Units.Index().GroupBy(u => u.Item, u => u.Index).OrderBy(g => g.Min(k => frameOf[k])).ThenBy(g => g.Key)
            .Select(g => Row([.. g], attention, frameOf)).ToArray();
        // Of more tracks the longest, since short ones are of one kind mostly.
        var shown = tracks.Length <= MostRows ? tracks : [.. tracks.OrderByDescending(t => t.Cells.Count).Take(MostRows)];
        return new HeatChart($"{title}{(shown.Length < tracks.Length ? $" (the {MostRows} longest of {tracks.Length} tracks)" : "")}", "frame", frames, shown)
        {
            Unit = "\u00d7 an even share",
            Marks = new("a transient is seen", transientFrames, KindColour.Transient),
        };
    }

    /// <summary>The warmest sighting, in multiples of an even share.</summary>
    public static double Largest(TokenAttention attention) => attention.Received.DefaultIfEmpty(0).Max() * attention.Received.Count;

    /// <summary>Those in which a transient is seen.</summary>
    public static int[] TransientFrames(ClipObjects truth) => [.. Enumerable.Range(0, truth.Frames).Where(t => truth.Frame(t) == Persistence.Transient)];

    // A track's kind is that of most of its sightings.
    private static HeatRow Row(int[] tokens, TokenAttention attention, IReadOnlyList<int> frameOf)
    {
        var kind = tokens.CountBy(k => attention.Labels[k]).MaxBy(c => c.Value).Key;
        return new(
            $"{(kind switch { (int)Persistence.Persistent => "stays", (int)Persistence.Transient => "flickers", _ => "unknown" })}, seen {tokens.Length}\u00d7",
            KindColour.Of(kind),
            [.. tokens.Select(k => new HeatCell(frameOf[k], attention.Received[k] * attention.Received.Count))]);
    }
}
