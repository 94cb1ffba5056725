namespace Saccade.Training;

/// <summary>A decision that was made before the whole sample was seen.</summary>
/// <param name="Frames">After how many frames, from 1.</param>
/// <param name="Prediction">The class that was said then.</param>
/// <param name="Confidence">How sure the model was of it, 0 to 1.</param>
public sealed record EarlyDecision(int Frames, int Prediction, float Confidence);
