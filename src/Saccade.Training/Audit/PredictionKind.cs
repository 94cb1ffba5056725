namespace Saccade.Training;

/// <summary>What a file of predictions predicts.</summary>
public enum PredictionKind
{
    /// <summary>One of some names.</summary>
    Classes,

    /// <summary>A number, or several.</summary>
    Numbers,
}
