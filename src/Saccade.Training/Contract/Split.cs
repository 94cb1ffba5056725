namespace Saccade.Training;

/// <summary>The three parts of a data set. Nothing is chosen on <see cref="Test"/>.</summary>
public enum Split
{
    /// <summary>What the model learns from.</summary>
    Train,

    /// <summary>What epochs, thresholds and settings are chosen on.</summary>
    Validation,

    /// <summary>What the final numbers come from.</summary>
    Test,
}
