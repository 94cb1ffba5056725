using Saccade.Media;

namespace Saccade.Editing.Content;

/// <summary>
/// How loud a sound is to a listener at each step: the energy of all channels after the K-weighting of ITU-R BS.1770-4, over the step and its two neighbours (0.3 s; the
/// momentary loudness of EBU R 128 takes 0.4 s), from 0 at -60 LUFS and below to 1 at 0 LUFS.
/// </summary>
internal sealed class LoudnessMeter
{
    /// <summary>Samples of a step and channel.</summary>
    public const int SamplesOfStep = SoundReader.Rate / 10;

    private const double Floor = -60;
    private const double Offset = -0.691;

    // The two filters of the recommendation at 48,000 samples a second: a high shelf for the head, and a high pass.
    private static readonly Biquad Head = new(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
    private static readonly Biquad HighPass = new(1, -2, 1, -1.99004745483398, 0.99007225036621);

    private readonly Biquad.State[] _head = new Biquad.State[SoundReader.Channels], _highPass = new Biquad.State[SoundReader.Channels];
    private readonly List<double> _energies = [];

    /// <summary>Steps so far.</summary>
    public int Steps => _energies.Count;

    /// <summary>Adds a step, the last perhaps shorter.</summary>
    /// <param name="samples">(n, 2)</param>
    public void Add(ReadOnlySpan<float> samples)
    {
        var energy = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var channel = i % SoundReader.Channels;
            // Samples that are no numbers come out of broken files; one would silence the filter for good.
            var x = float.IsFinite(samples[i]) ? Math.Clamp(samples[i], -8f, 8f) : 0;
            var y = HighPass.Next(ref _highPass[channel], Head.Next(ref _head[channel], x));
            energy += y * y;
        }
        _energies.Add(energy / Math.Max(1, samples.Length / SoundReader.Channels));
    }

    /// <summary>The loudness of a step; silence after the end of the sound.</summary>
    public float At(int step)
    {
        var (energy, count) = (0.0, 0);
        for (var i = Math.Max(0, step - 1); i <= step + 1; i++, count++)
            energy += i < _energies.Count ? _energies[i] : 0;
        return (float)Math.Clamp(1 - ((Offset + (10 * Math.Log10(energy / count))) / Floor), 0, 1);
    }

    /// <summary>A filter of second order; a0 is 1.</summary>
    private readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
    {
        public double Next(ref State state, double x)
        {
            var y = (B0 * x) + state.First;
            state = new((B1 * x) - (A1 * y) + state.Second, (B2 * x) - (A2 * y));
            return y;
        }

        public readonly record struct State(double First, double Second);
    }
}
