using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Prediction;

/// <summary>A window of a video as the model read it; its tensors end with the call that hands it over.</summary>
/// <param name="Start">Its first frame.</param>
/// <param name="Seen">(M) the tracks in it, with the video's numbers, in the window's frames and pixels.</param>
/// <param name="Batch">Their tokens; the batch's one clip.</param>
/// <param name="Reading">What the model says.</param>
internal sealed record WindowReading(int Start, IReadOnlyList<Track> Seen, TokenBatch Batch, PersistenceReading Reading);
