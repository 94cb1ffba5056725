namespace Saccade.Objects.Clips;

/// <summary>Numbers the objects of a clip.</summary>
internal static class SeenObjects
{
    /// <summary>
    /// The objects that are seen at all, by their first sighting and, within a frame, from left to right: an object's number says nothing of its kind.
    /// </summary>
    public static ObjectTruth[] InOrder(IEnumerable<(Persistence Kind, List<ObjectSighting> Sightings)> objects) =>
    [
        .. objects.Where(o => o.Sightings.Count > 0)
            .OrderBy(o => o.Sightings[0].Frame).ThenBy(o => o.Sightings[0].Centre.X)
            .Select((o, id) => new ObjectTruth(id, o.Kind, o.Sightings)),
    ];
}
