using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>A tokenizer with its loss: the mean squared error of the reconstruction, weighted by motion (<see cref="ReconstructionOptions.Motion"/>).</summary>
public sealed class TokenizerLearner(VideoTokenizer tokenizer, ReconstructionOptions options, ClipOptions clips) : ILearner
{
    public Module Model => tokenizer;

    /// <summary>What the tokenizer's clips are like.</summary>
    public ClipOptions Clips => clips;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [new("clips", ["batch", clips.Frames, 3, clips.Size, clips.Size], "red, green and blue from 0 to 1")], inputs =>
        {
            var (codes, reconstruction) = tokenizer.Forward(inputs["clips"]);
            return [("codes", codes), ("reconstruction", reconstruction)];
        }),
    ];

    public LossTerms Loss(Batch batch)
    {
        var input = Tensor(((TrajectoryBatch)batch).Clips);
        return new LossTerms(Loss(input, tokenizer.Forward(input).Reconstruction), []);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var truth = (TrajectoryBatch)batch;
        var input = Tensor(truth.Clips);
        var (codes, reconstruction) = tokenizer.Forward(input);
        var judge = new ReconstructionJudge(truth);
        var pictures = ToPictures(reconstruction);
        var tokens = Tokens(codes);
        var outputs = new SampleOutput[truth.Count];
        for (var n = 0; n < outputs.Length; n++)
        {
            var own = tokens.AsSpan(n * tokens.Length / outputs.Length, tokens.Length / outputs.Length).ToArray();
            outputs[n] = new SampleOutput
            {
                Id = truth.Ids[n],
                Group = truth.Groups[n],
                Reconstruction = judge.Judge(n, pictures.AsSpan(n * clips.ClipBytes, clips.ClipBytes)) with
                {
                    CodebookSize = tokenizer.Quantiser.Codes,
                    Codes = CodeHistogram.Of(own),
                    BoxCodes = CodeHistogram.Of(judge.BoxTokens(n).Select(token => own[token])),
                },
            };
        }
        return new BatchEvaluation(Loss(input, reconstruction).Item(), outputs);
    }

    /// <summary>Runs the tokenizer there and back, in evaluation and without a tape.</summary>
    /// <param name="values">(B, T, 3, S, S): values 0 to 1, B clips of one view.</param>
    /// <returns>The reconstruction, values 0 to 1, and the code of each token (B, T/2, S/8, S/8).</returns>
    public (float[] Pictures, int[] Tokens) Reconstruct(ReadOnlySpan<float> values)
    {
        tokenizer.SetTraining(false);
        using var scope = tokenizer.Engine.BeginScope();
        var (codes, reconstruction) = tokenizer.Forward(Tensor(values));
        return (ToPictures(reconstruction), Tokens(codes));
    }

    private Tensor Tensor(ReadOnlySpan<float> values) =>
        tokenizer.Engine.From(values, values.Length / (clips.Frames * clips.FrameBytes), clips.Frames, 3, clips.Size, clips.Size);

    private Tensor Loss(Tensor input, Tensor reconstruction)
    {
        var motion = input.Subtract(input.Mean([1], keepDims: true)).Abs();
        return reconstruction.MeanSquaredError(input, motion.ScaleShift(options.Motion, 1));
    }

    private int[] Tokens(Tensor codes)
    {
        var dimensions = tokenizer.Quantiser.Dimensions;
        var tokens = new int[codes.Count / dimensions];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = tokenizer.Quantiser.Index(codes.AsSpan().Slice(i * dimensions, dimensions));
        return tokens;
    }

    private static float[] ToPictures(Tensor reconstruction) => Array.ConvertAll(reconstruction.ToArray(), value => Math.Clamp(value, 0, 1));
}
