namespace Saccade.Editing.Corpora.Habits;

/// <summary>One thing that an editor does whenever something has happened.</summary>
public interface IHabit
{
    /// <summary>snake_case; stable, since truth files hold it.</summary>
    string Name { get; }

    /// <summary>The track that it changes, from 0.</summary>
    int Track { get; }

    /// <summary>What the track is to show at the step; <paramref name="current"/> where the habit has nothing to say.</summary>
    /// <param name="soFar">All that is known.</param>
    /// <param name="current">What it shows without this habit.</param>
    TrackState Apply(SoFar soFar, TrackState current);
}
