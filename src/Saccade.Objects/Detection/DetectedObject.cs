using Saccade.Trajectories;

namespace Saccade.Objects.Detection;

/// <summary>Something that was found in one frame, without any knowledge of what it is.</summary>
/// <param name="Centre">To a fraction of a pixel.</param>
/// <param name="RadiusPixels">Of the disc of the same area.</param>
/// <param name="Box">What it fills.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Light">Of its three brightest pixels on average, above 0; 1 is full light. A lit ball is as bright as it is near, unless its brightest part is hidden.</param>
public readonly record struct DetectedObject(PositionPixels Centre, double RadiusPixels, PixelBox Box, double Confidence, double Light);

/// <summary>A rectangle of whole pixels: columns <paramref name="Left"/> to <c>Left + Width - 1</c>, rows <paramref name="Top"/> to <c>Top + Height - 1</c>.</summary>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height);
