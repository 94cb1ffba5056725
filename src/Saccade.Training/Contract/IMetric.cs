namespace Saccade.Training;

/// <summary>One number that says how good predictions are. It has no state and no knowledge of the task.</summary>
public interface IMetric
{
    /// <summary>The stable snake_case name.</summary>
    string Name { get; }

    /// <summary>What it is, in words for those who read a report: a phrase without a full stop, or nothing.</summary>
    string Meaning => "";

    bool HigherIsBetter { get; }

    /// <summary>Whether there is a better at all; not of numbers that only describe, such as a bias, whose best is 0, or how many samples were left out.</summary>
    bool HasDirection => true;

    /// <summary>Whether beating a baseline in it is a claim that gets a verdict; a diagnosis such as calibration is none.</summary>
    bool IsClaim { get; }

    /// <summary>Whether it is a share of the samples, from 0 to 1, whose interval must not close at either end.</summary>
    bool IsShare => false;

    /// <summary>The metric of a weighted sample: <paramref name="counts"/>[i] says how often sample i was drawn.</summary>
    /// <returns>NaN when the outputs have not what the metric needs.</returns>
    double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts);

    /// <summary>The same of thousands of weighted samples of the same outputs: what does not hang on the weights is worked out once.</summary>
    /// <returns>May be asked on several threads at once.</returns>
    MetricOfDraw Over(SampleOutput[] outputs) => counts => Evaluate(outputs, counts);
}

/// <summary>A metric of known outputs, weighted: <paramref name="counts"/>[i] says how often sample i was drawn.</summary>
public delegate double MetricOfDraw(ReadOnlySpan<int> counts);
