namespace Saccade.Editing.Corpora;

/// <summary>A moment at which a habit calls for a change.</summary>
/// <param name="Step">The first step at which the change is seen.</param>
/// <param name="Track">From 0.</param>
/// <param name="Habit">The habit's name.</param>
/// <param name="Right">What the track is to show from this step on.</param>
public readonly record struct Decision(int Step, int Track, string Habit, TrackState Right);
