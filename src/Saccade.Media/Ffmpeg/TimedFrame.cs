namespace Saccade.Media;

/// <summary>A decoded frame and when it is shown, in seconds after the start of the file.</summary>
public readonly record struct TimedFrame(Frame Frame, MediaTime Time);
