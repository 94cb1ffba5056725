using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Where an item belongs among the tracks: FCPXML has lanes around a storyline, and sound inside of clips.</summary>
/// <param name="Kind">Picture or sound.</param>
/// <param name="Lane">0 for the primary storyline, above it positive, below negative; lanes inside of lanes are added up.</param>
/// <param name="Detached">Sound that has no picture on its own element.</param>
/// <param name="Channel">Which of its element's sounds it is.</param>
internal readonly record struct TrackPlace(TrackKind Kind, int Lane, bool Detached, int Channel) : IComparable<TrackPlace>
{
    /// <summary>Pictures from the lowest lane up; sound of pictures from the primary storyline up; detached sound from the lanes nearest to it.</summary>
    public int CompareTo(TrackPlace other) =>
        (Kind, Detached, Kind == TrackKind.Video ? Lane : Math.Abs(Lane), -Lane, Channel)
            .CompareTo((other.Kind, other.Detached, other.Kind == TrackKind.Video ? other.Lane : Math.Abs(other.Lane), -other.Lane, other.Channel));
}

/// <summary>Makes tracks of placed items: one for each place, and further ones where items of a place overlap.</summary>
internal sealed class TrackPacking
{
    private readonly List<(TrackPlace Place, TrackItem Item)> _items = [];
    private readonly List<(TrackPlace Place, Transition Transition)> _transitions = [];

    public void Add(TrackPlace place, TrackItem item)
    {
        if (item is Transition transition)
            _transitions.Add((place, transition));
        else
            _items.Add((place, item));
    }

    /// <param name="primary">The spine, which the track of the primary storyline comes from; null for the angle of a multicam.</param>
    public IReadOnlyList<Track> Build(XElement? primary)
    {
        var tracks = new List<Track>();
        foreach (var group in _items.GroupBy(i => i.Place).OrderBy(g => g.Key))
        {
            var rows = new List<List<TrackItem>>();
            foreach (var (_, item) in group.OrderBy(i => i.Item.Start))
            {
                var row = rows.Find(r => r[^1].End <= item.Start);
                if (row is null)
                    rows.Add(row = []);
                row.Add(item);
            }
            var transitions = _transitions.Where(t => t.Place == group.Key).Select(t => t.Transition).ToArray();
            if (transitions.Length > 0)
                PlaceTransitions(rows, transitions);
            for (var i = 0; i < rows.Count; i++)
            {
                var isPrimary = primary is not null && i == 0 && group.Key is { Kind: TrackKind.Video, Lane: 0 };
                tracks.Add(new Track { Kind = group.Key.Kind, Items = rows[i], Origin = isPrimary ? new Origin(primary!, XmlSource.LineOf(primary)) : null });
            }
        }
        return tracks;
    }

    /// <summary>Puts each between the clips of its cut.</summary>
    private static void PlaceTransitions(List<List<TrackItem>> rows, Transition[] transitions)
    {
        var edges = new Dictionary<Rational, List<TrackItem>>();
        foreach (var row in rows)
        {
            foreach (var clip in row.OfType<Clip>())
            {
                edges.TryAdd(clip.Start, row);
                edges.TryAdd(clip.End, row);
            }
        }
        foreach (var transition in transitions)
            edges.GetValueOrDefault(transition.Cut, rows[0]).Add(transition);
        for (var i = 0; i < rows.Count; i++)
            rows[i] = [.. rows[i].OrderBy(r => r is Transition t ? t.Cut : r.Start).ThenBy(r => r is Transition ? 0 : 1)];
    }
}
