using Saccade.Training;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// Peak signal to noise of reconstructions, in dB: -10 log10 of the mean squared error over all values of all samples (the peak is 1). <c>psnr</c>
/// of whole clips, where a black frame is nearly right too; <c>psnr_box</c> of the object's box, which is the evidence; <c>psnr_gain</c>: how
/// far <c>psnr</c> lies above that of each clip's mean frame.
/// </summary>
public sealed class PeakSignalToNoise : IMetric
{
    // A perfect reconstruction has no finite value: 100 dB is an error of 1/400 of a level of 255.
    private const double LeastError = 1e-10;

    private readonly Func<Reconstruction, (double Error, long Values)> _part;
    private readonly bool _isGain;

    private PeakSignalToNoise(string name, Func<Reconstruction, (double Error, long Values)> part, bool isGain = false) => (Name, _part, _isGain) = (name, part, isGain);

    public static PeakSignalToNoise Whole { get; } = new("psnr", r => (r.SquaredError, r.Values));

    public static PeakSignalToNoise Box { get; } = new("psnr_box", r => (r.BoxSquaredError, r.BoxValues));

    public static PeakSignalToNoise Gain { get; } = new("psnr_gain", r => (r.SquaredError, r.Values), isGain: true);

    public string Name { get; }

    public string Meaning => Name switch
    {
        "psnr" => "how near reconstructions come to the clips, in decibels; empty background makes it high",
        "psnr_box" => "how near reconstructions come to the clips within the object's box, in decibels",
        _ => "by how many decibels reconstructions are nearer than each clip's mean frame",
    };

    public bool HigherIsBetter => true;

    /// <summary>The gain says again what <c>psnr</c> beside the mean frame's says.</summary>
    public bool IsClaim => !_isGain;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        double error = 0, reference = 0, values = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Reconstruction is not { } reconstruction || counts[i] == 0)
                continue;
            var part = _part(reconstruction);
            error += counts[i] * part.Error;
            values += counts[i] * (double)part.Values;
            reference += counts[i] * reconstruction.MeanFrameSquaredError;
        }
        if (values == 0)
            return double.NaN;
        return _isGain ? Decibels(error / values) - Decibels(reference / values) : Decibels(error / values);
    }

    internal static double Decibels(double meanSquaredError) => -10 * Math.Log10(Math.Max(meanSquaredError, LeastError));
}
