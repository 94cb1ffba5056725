using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>Compares reconstructions of a batch's clips with the clips. Letters: N samples, V views, T frames, S pixels.</summary>
internal sealed class ReconstructionJudge
{
    private readonly TrajectoryBatch _batch;
    private readonly ObjectBox[] _boxes;
    private readonly int _plane;

    public ReconstructionJudge(TrajectoryBatch batch)
    {
        _batch = batch;
        _boxes = ObjectBox.Of(batch);
        _plane = batch.Options.Size * batch.Options.Size;
    }

    /// <summary>Values of a sample: (V, T, 3, S, S).</summary>
    private int SampleLength => _batch.Options.ClipBytes;

    /// <param name="n">Which sample.</param>
    /// <param name="reconstruction">(V, T, 3, S, S): the sample's, values 0 to 1.</param>
    public Reconstruction Judge(int n, ReadOnlySpan<float> reconstruction)
    {
        var input = _batch.Clips.Slice(n * SampleLength, SampleLength);
        var (squaredError, boxError, boxValues) = (SquaredDistance(input, reconstruction), 0.0, 0L);
        var frames = _batch.Options.Views * _batch.Options.Frames;
        for (var plane = 0; plane < 3 * frames; plane++)
        {
            var box = _boxes[n * frames + plane / 3];
            for (var y = box.Top; y < box.Bottom && box.Left < box.Right; y++)
            {
                var start = plane * _plane + y * _batch.Options.Size + box.Left;
                boxError += SquaredDistance(input.Slice(start, box.Right - box.Left), reconstruction.Slice(start, box.Right - box.Left));
                boxValues += box.Right - box.Left;
            }
        }
        return new()
        {
            Values = SampleLength,
            SquaredError = squaredError,
            MeanFrameSquaredError = SquaredDistance(input, MeanFrames(n)),
            BoxValues = boxValues,
            BoxSquaredError = boxError,
        };
    }

    /// <summary>The sample's mean frame of each view, in every frame: (V, T, 3, S, S).</summary>
    public float[] MeanFrames(int n)
    {
        var (frames, length) = (_batch.Options.Frames, 3 * _plane);
        var input = _batch.Clips.Slice(n * SampleLength, SampleLength);
        var means = new float[SampleLength];
        for (var view = 0; view < _batch.Options.Views; view++)
        {
            var clip = input.Slice(view * frames * length, frames * length);
            var of = means.AsSpan(view * frames * length, frames * length);
            var first = of[..length];
            for (var i = 0; i < clip.Length; i++)
                first[i % length] += clip[i] / frames;
            for (var t = 1; t < frames; t++)
                first.CopyTo(of[(t * length)..]);
        }
        return means;
    }

    /// <summary>Which tokens of a sample (V, T/2, S/8, S/8) stand for pixels that the ball's box touches.</summary>
    public IEnumerable<int> BoxTokens(int n)
    {
        var options = _batch.Options;
        var cells = options.Size / VideoEncoder.CellPixels;
        for (var token = 0; token < options.Views * options.Frames / VideoEncoder.StepFrames * cells * cells; token++)
        {
            var (row, column) = Math.DivRem(token % (cells * cells), cells);
            // Views hold whole steps, so that steps count through them.
            var frame = n * options.Views * options.Frames + token / (cells * cells) * VideoEncoder.StepFrames;
            if (Enumerable.Range(frame, VideoEncoder.StepFrames).Any(t => _boxes[t].Touches(column * VideoEncoder.CellPixels, row * VideoEncoder.CellPixels, VideoEncoder.CellPixels)))
                yield return token;
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
