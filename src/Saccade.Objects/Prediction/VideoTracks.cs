using Saccade.Media;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Prediction;

/// <summary>What was followed through a video. Positions are pixels of the input.</summary>
/// <param name="Path">The file.</param>
/// <param name="Width">W</param>
/// <param name="Height">H</param>
/// <param name="Rate">Frame i is shown at <c>Rate.TimeOf(i)</c>.</param>
/// <param name="Frames">How many there are.</param>
/// <param name="Background">What was taken out of every frame; null: nothing.</param>
/// <param name="Tracks">By id, which is a track's place in the list.</param>
public sealed record VideoTracks(string Path, int Width, int Height, FrameRate Rate, int Frames, Frame? Background, IReadOnlyList<Track> Tracks);
