using Saccade.Counting.Geometry;

namespace Saccade.Counting.Scenes;

/// <summary>One object as it is drawn.</summary>
/// <param name="Shape">Its outline.</param>
/// <param name="Colour">What it is counted as.</param>
/// <param name="Texture">Its surface.</param>
/// <param name="Centre">Of the whole outline.</param>
/// <param name="Radius">Half of its longer axis, in pixels.</param>
/// <param name="Aspect">Shorter by longer axis, of an ellipse.</param>
/// <param name="Angle">It is turned by, in radians.</param>
/// <param name="Corners">Of a polygon.</param>
/// <param name="Light">Its brightness, around 1.</param>
/// <param name="Number">Of the object in its scene: what its outline's unevenness and its speckles are drawn by.</param>
public readonly record struct SceneObject(
    ObjectShape Shape, ObjectColour Colour, Texture Texture, PointPixels Centre, double Radius, double Aspect, double Angle, int Corners, double Light, int Number);

/// <summary>What can be seen of an object.</summary>
/// <param name="Point">The mean of its visible pixels: where somebody would point.</param>
/// <param name="Box">Around its visible pixels.</param>
/// <param name="Colour">What it is counted as.</param>
/// <param name="Visible">Share of its area that is seen, from 0.5 to 1.</param>
/// <param name="Touches">Whether what is seen of it lies beside what is seen of another object, which it touches, covers or is covered by.</param>
public readonly record struct SeenObject(PointPixels Point, PixelBox Box, ObjectColour Colour, double Visible, bool Touches);
