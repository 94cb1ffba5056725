using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// Somebody who watches a clip frame by frame and knows by heart how clips are made, so that only what it can tell apart keeps it from the best decision
/// there is. What it can tell apart is a key: clips whose first k frames have the same key are all one to it.
/// </summary>
public interface IObserver
{
    /// <summary>What it is given to see, in words.</summary>
    string Sees { get; }

    /// <summary>
    /// How finely it may look. Level 0 is the coarsest; each further one tells apart all that the one before does. Where too few clips have been seen at
    /// the finest level, a coarser one helps.
    /// </summary>
    int Levels { get; }

    /// <summary>Writes what is seen of a clip's first k frames, for k from 1 to T.</summary>
    /// <param name="clip">What is true of the clip; of frames from k on nothing may enter the keys of k.</param>
    /// <param name="keys">(T, levels): a hash of what is seen.</param>
    void Watch(ClipObjects clip, Span<ulong> keys);
}
