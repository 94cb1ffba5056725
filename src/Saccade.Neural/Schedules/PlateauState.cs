namespace Saccade.Neural;

/// <summary>Where a <see cref="PlateauSchedule"/> stands: the current fraction of the peak rate, the best metric so far, and two counts of epochs.</summary>
public sealed record PlateauState(double Fraction = 1, double? Best = null, int BadEpochs = 0, int CoolDown = 0);
