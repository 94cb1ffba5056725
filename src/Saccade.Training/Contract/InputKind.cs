namespace Saccade.Training;

/// <summary>What a file is to a model that predicts it.</summary>
public enum InputKind
{
    /// <summary>Moving pictures, such as mp4.</summary>
    Video,

    /// <summary>One picture, such as PNG or JPEG.</summary>
    Picture,

    /// <summary>An editor's timeline: xmeml, FCPXML or OpenTimelineIO.</summary>
    Timeline,

    /// <summary>Rows of values as CSV.</summary>
    Table,

    /// <summary>Arrays of values as npz or safetensors.</summary>
    Archive,
}
