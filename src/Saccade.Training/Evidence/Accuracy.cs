namespace Saccade.Training;

/// <summary><c>accuracy</c>: the share of samples whose predicted class is the true one; of units, where samples have some.</summary>
public sealed class Accuracy : IMetric
{
    public string Name => "accuracy";
    public string Meaning => "the share of samples whose class is right";
    public bool HigherIsBetter => true;
    public bool IsClaim => true;
    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        long right = 0, all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var output = outputs[i];
            if (output.Units is { } units)
            {
                var (ofUnits, rightOfUnits) = Count(units);
                all += (long)counts[i] * ofUnits;
                right += (long)counts[i] * rightOfUnits;
                continue;
            }
            if (output.Label < 0 || output.Prediction < 0)
                continue;
            all += counts[i];
            right += output.Label == output.Prediction ? counts[i] : 0;
        }
        return all > 0 ? (double)right / all : double.NaN;
    }

    private static (int All, int Right) Count(IReadOnlyList<UnitOutput> units)
    {
        var (all, right) = (0, 0);
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            if (unit.Label < 0 || unit.Prediction < 0)
                continue;
            all++;
            right += unit.Label == unit.Prediction ? 1 : 0;
        }
        return (all, right);
    }
}
