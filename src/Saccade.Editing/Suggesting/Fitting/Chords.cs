namespace Saccade.Editing.Suggesting.Fitting;

/// <summary>Straight lines from one sample to later ones: which of them are within the tolerance of everything between, and what they leave.</summary>
internal sealed class Chords(double start, double value)
{
    private double _steepest = double.PositiveInfinity, _flattest = double.NegativeInfinity;
    private double _timeTime, _timeValue, _valueValue;

    /// <summary>A sample between.</summary>
    public void Add(double time, ValueRange window, double sample)
    {
        var (t, v) = (time - start, sample - value);
        (_flattest, _steepest) = (Math.Max(_flattest, (window.Low - value) / t), Math.Min(_steepest, (window.High - value) / t));
        (_timeTime, _timeValue, _valueValue) = (_timeTime + (t * t), _timeValue + (t * v), _valueValue + (v * v));
    }

    public bool Allows(double time, double sample) => (sample - value) / (time - start) is var slope && slope >= _flattest && slope <= _steepest;

    /// <summary>The sum of squared distances of the samples between.</summary>
    public double Squares(double time, double sample)
    {
        var slope = (sample - value) / (time - start);
        return Math.Max(0, _valueValue - (2 * slope * _timeValue) + (slope * slope * _timeTime));
    }
}
