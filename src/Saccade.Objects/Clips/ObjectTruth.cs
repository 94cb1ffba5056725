namespace Saccade.Objects.Clips;

/// <summary>What is true of one object of a clip.</summary>
/// <param name="Id">Its number within the clip, from 0.</param>
/// <param name="Kind">Whether it stays.</param>
/// <param name="Sightings">The frames in which something of it can be seen, in their order; those in which it is hidden are missing.</param>
public sealed record ObjectTruth(int Id, Persistence Kind, IReadOnlyList<ObjectSighting> Sightings);
