namespace Saccade.Training;

/// <summary>What was said of one part of a sample that has a class of its own, such as a track or a frame of a clip.</summary>
/// <param name="Label">True class, counted from 0.</param>
/// <param name="Prediction">Predicted class; -1 when nothing was predicted.</param>
/// <param name="Probability">Of the class with the highest number (of two classes: of class 1); NaN when unknown.</param>
/// <param name="Size">How many things it is made of, such as the sightings of a track.</param>
public readonly record struct UnitOutput(int Label, int Prediction, float Probability, int Size = 1);
