using Saccade.Tensors;

namespace Saccade.Trajectories.Explaining;

/// <summary>
/// Grad-CAM (Selvaraju et al. 2017): a channel counts by the mean gradient that it has of the class, and what speaks for the class is the
/// positive part of the channels' weighted sum. The mean is over the places that the layer's kernel goes over: of the whole clip for a 3-D
/// layer, of each frame for a 2-D layer that sees frames one by one.
/// </summary>
internal static class GradCam
{
    /// <param name="activation">[V, C, T', H, W], [V T', C, H, W] or [V, C, T'], of one clip.</param>
    /// <param name="gradient">Of the class's logit, the same shape; null: the class does not depend on the layer.</param>
    /// <param name="views">V</param>
    /// <param name="frames">T</param>
    public static ClipMap Of(Tensor activation, Tensor? gradient, int views, int frames)
    {
        var shape = activation.Shape;
        var (steps, rows, columns) = shape.Rank switch
        {
            5 => (shape[2], shape[3], shape[4]),
            4 => (shape[0] / views, shape[2], shape[3]),
            3 => (shape[2], 1, 1),
            _ => throw new ArgumentException($"Grad-CAM reads activations of 3, 4 or 5 axes, not {shape}.", nameof(activation)),
        };
        var (pictures, channels) = (shape[0], shape[1]);
        var places = activation.Count / (pictures * channels);
        var heat = new float[pictures * places];
        for (var picture = 0; picture < pictures && gradient is not null; picture++)
        {
            var sum = heat.AsSpan(picture * places, places);
            for (var channel = 0; channel < channels; channel++)
            {
                var at = (picture * channels + channel) * places;
                var weight = Mean(gradient.AsSpan().Slice(at, places));
                var values = activation.AsSpan().Slice(at, places);
                for (var place = 0; place < places; place++)
                    sum[place] += weight * values[place];
            }
            foreach (ref var value in sum)
                value = Math.Max(0, value);
        }
        return new ClipMap(views, frames, steps, rows, columns, heat);
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return (float)(sum / values.Length);
    }
}
