namespace Saccade.Trajectories.Clips;

/// <summary>What is done about the background of somebody's own videos.</summary>
public enum Background
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>Each pixel is how far it is from its median over the clip's frames: of a fixed camera's picture only what moves is left.</summary>
    Median,
}
