using Saccade.Tensors;

namespace Saccade.Export.Onnx;

/// <summary>
/// Weights in 8 bits: for each output channel w ≈ scale q with q from -127 to 127, symmetric about zero, the scale being the channel's largest weight over 127. Only the weights of
/// products and convolutions are kept so; biases, norms and embeddings stay as they are. Each weight is rounded once and remembered.
/// </summary>
internal sealed class QuantisedWeights
{
    private const int Largest = 127;

    private readonly Dictionary<Tensor, (sbyte[] Values, float[] Scales)> _known = [];

    /// <summary>Names of the weights that were rounded so far.</summary>
    public List<string> Names { get; } = [];

    /// <summary>How many values were rounded so far.</summary>
    public long Count => _known.Values.Sum(k => (long)k.Values.Length);

    /// <param name="weight">[out, ..]</param>
    /// <param name="name">The weight's.</param>
    public (sbyte[] Values, float[] Scales) Of(Tensor weight, string name)
    {
        if (_known.TryGetValue(weight, out var known))
            return known;
        var channels = weight.Shape[0];
        var length = weight.Count / channels;
        var (values, scales) = (new sbyte[weight.Count], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            var own = weight.AsSpan().Slice(channel * length, length);
            var largest = 0f;
            foreach (var value in own)
                largest = MathF.Max(largest, MathF.Abs(value));
            // A channel of zeros stays one under any scale.
            var scale = scales[channel] = largest > 0 ? largest / Largest : 1;
            for (var i = 0; i < length; i++)
                values[channel * length + i] = (sbyte)Math.Clamp(MathF.Round(own[i] / scale), -Largest, Largest);
        }
        Names.Add(name);
        return _known[weight] = (values, scales);
    }

    /// <summary>Puts what the file will hold into the model itself, so that it can be judged.</summary>
    public void Apply()
    {
        foreach (var (weight, (values, scales)) in _known)
        {
            var target = weight.AsSpan();
            var length = values.Length / scales.Length;
            for (var i = 0; i < values.Length; i++)
                target[i] = values[i] * scales[i / length];
        }
    }
}
