using System.Text.Json;

namespace Saccade.Training;

/// <summary>
/// <c>temperature.json</c>: the number that a run's logits are divided by so that its confidences fit what happens (Guo et al. 2017). It is fitted on the
/// validation split alone, where it makes the probabilities of the true classes largest; which class is said never changes.
/// </summary>
/// <param name="Value">Above 1: the model is surer than it should be.</param>
public sealed record Temperature(double Value)
{
    // Beyond these no model can be meant seriously; the bounds are on the logarithm.
    private const double Low = -3, High = 3;

    private const double Precision = 1e-4;

    /// <returns>Null when no output has both a class and probabilities.</returns>
    public static Temperature? Fit(IReadOnlyList<SampleOutput> outputs)
    {
        var judged = outputs.Where(o => o.Label >= 0 && o.Label < o.Probabilities.Count).ToArray();
        if (judged.Length == 0)
            return null;
        // The loss has one minimum in 1 / temperature, and so in its logarithm: golden section.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Low, High);
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        var (atLeft, atRight) = (Loss(judged, left), Loss(judged, right));
        while (high - low > Precision)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - ratio * (high - low);
                atLeft = Loss(judged, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + ratio * (high - low);
                atRight = Loss(judged, right);
            }
        }
        return new Temperature(Math.Exp(0.5 * (low + high)));
    }

    /// <summary>The temperature that a run stored.</summary>
    /// <returns>Null for a run whose recipe asked for none.</returns>
    public static Temperature? Read(RunFolder run) => File.Exists(run.TemperaturePath) ? RunJson.ReadFile<Temperature>(run.TemperaturePath) : null;

    public void Write(RunFolder run) => AtomicFile.WriteText(run.TemperaturePath, JsonSerializer.Serialize(this, RunJson.Indented) + "\n");

    /// <summary>The same output with the confidences of this temperature.</summary>
    public SampleOutput Applied(SampleOutput output) => output with { Probabilities = Softened(output.Probabilities, 1 / Value) };

    private static double Loss(SampleOutput[] outputs, double logTemperature) =>
        outputs.Sum(o => -Math.Log(Math.Max(1e-30, Softened(o.Probabilities, Math.Exp(-logTemperature))[o.Label])));

    // softmax(logits / T) is p ^ (1 / T), scaled to sum to 1.
    private static float[] Softened(IReadOnlyList<float> probabilities, double power)
    {
        var largest = probabilities.DefaultIfEmpty(1).Max();
        var softened = probabilities.Select(p => Math.Pow(p / largest, power)).ToArray();
        var sum = softened.Sum();
        return Array.ConvertAll(softened, p => (float)(p / sum));
    }
}
