namespace Saccade.Training;

/// <summary>One thing that was to be told, and what was said: a unit of a sample, or the sample itself where it is judged as a whole.</summary>
/// <param name="Label">True class; never negative.</param>
/// <param name="Prediction">Predicted class; never negative.</param>
/// <param name="Confidence">Probability of the predicted class; NaN when unknown.</param>
internal readonly record struct Answer(int Label, int Prediction, double Confidence)
{
    /// <summary>All that was answered of a sample; things without a class, or of which nothing was said, are left out.</summary>
    public static IEnumerable<Answer> Of(SampleOutput output)
    {
        if (output.Units is null)
            return output.Label < 0 || output.Prediction < 0 ? [] : [Whole(output)];
        return output.Units.Where(u => u.Label >= 0 && u.Prediction >= 0).Select(u => new Answer(u.Label, u.Prediction, u.Prediction == 1 ? u.Probability : 1.0 - u.Probability));
    }

    private static Answer Whole(SampleOutput output) =>
        new(output.Label, output.Prediction, output.Prediction < output.Probabilities.Count ? output.Probabilities[output.Prediction] : double.NaN);
}
