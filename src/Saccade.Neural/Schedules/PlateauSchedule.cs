namespace Saccade.Neural;

/// <summary>
/// Is multiplied by <see cref="PlateauOptions.Factor"/> when a metric has stopped getting better (torch's ReduceLROnPlateau). The one
/// schedule with state: report the metric once an epoch, and save <see cref="State"/> with the checkpoint.
/// </summary>
public sealed class PlateauSchedule(PlateauOptions? options = null) : Schedule
{
    private readonly PlateauOptions _options = options ?? new PlateauOptions();
    private PlateauState _state = new();

    public override PlateauState? State
    {
        get => _state;
        set => _state = value ?? throw new ArgumentNullException(nameof(value));
    }

    public override double At(long step) => _state.Fraction;

    /// <summary>Takes in an epoch's metric. NaN counts as no better.</summary>
    public override void Report(double metric)
    {
        var (fraction, best, badEpochs, coolDown) = _state;
        if (best is not { } b || IsBetter(metric, b))
        {
            // A first metric that is not a number would never be beaten.
            best = double.IsNaN(metric) ? null : metric;
            badEpochs = best is null ? badEpochs + 1 : 0;
        }
        else
        {
            badEpochs++;
        }
        if (coolDown > 0)
        {
            coolDown--;
            badEpochs = 0;
        }
        if (badEpochs > _options.Patience)
        {
            fraction = Math.Max(fraction * _options.Factor, _options.Floor);
            coolDown = _options.CoolDown;
            badEpochs = 0;
        }
        _state = new PlateauState(fraction, best, badEpochs, coolDown);
    }

    private bool IsBetter(double metric, double best) => _options.HigherIsBetter
        ? metric > best * (1 + _options.Threshold)
        : metric < best * (1 - _options.Threshold);
}
