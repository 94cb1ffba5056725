namespace Saccade.Training;

/// <summary>How the learning rate moves after warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>Stays at its peak.</summary>
    Constant,

    /// <summary>Falls along half a cosine to zero at the last step.</summary>
    Cosine,

    /// <summary>Falls to a tenth after each third of the run.</summary>
    Step,

    /// <summary>Falls to a tenth whenever the validation loss has stopped getting better.</summary>
    Plateau,

    /// <summary>Rises along half a cosine for three tenths of the run, then falls to nearly zero.</summary>
    OneCycle,

    /// <summary>
    /// Moves once an epoch: falls along half a cosine to <see cref="TrainerOptions.CosineFloor"/> of the peak, where it is
    /// <see cref="TrainerOptions.CosineEarly"/> epochs before the end, and climbs again (torch's CosineAnnealingLR past its T_max).
    /// </summary>
    CosineAnnealing,
}
