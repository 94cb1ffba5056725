using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// Reconstructions that need no tokenizer: <c>black_frame</c>; <c>mean_frame</c> (the clip's own, in every frame); <c>previous_frame</c> (each frame
/// is the one before, the first is black), which has seen nearly everything and knows all but the last motion.
/// </summary>
internal sealed class FrameBaseline : IBaseline
{
    private const int BatchSize = 16;

    private readonly Func<TrajectoryBatch, ReconstructionJudge, int, float[]> _reconstruct;

    private FrameBaseline(string name, Func<TrajectoryBatch, ReconstructionJudge, int, float[]> reconstruct) => (Name, _reconstruct) = (name, reconstruct);

    public static FrameBaseline Black { get; } = new("black_frame", (batch, _, _) => new float[batch.Options.ClipBytes]);

    public static FrameBaseline Mean { get; } = new("mean_frame", (_, judge, n) => judge.MeanFrames(n));

    public static FrameBaseline Previous { get; } = new("previous_frame", (batch, _, n) => Delayed(batch, n));

    public string Name { get; }

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var outputs = new List<SampleOutput>();
        foreach (var indices in Enumerable.Range(0, context.Data.Count(context.Split)).Select(i => (long)i).Chunk(BatchSize))
        {
            using var batch = (TrajectoryBatch)context.Data.Load(context.Split, indices, step: 0);
            var judge = new ReconstructionJudge(batch);
            for (var n = 0; n < batch.Count; n++)
                outputs.Add(new SampleOutput { Id = batch.Ids[n], Group = batch.Groups[n], Reconstruction = judge.Judge(n, _reconstruct(batch, judge, n)) });
        }
        return outputs;
    }

    private static float[] Delayed(TrajectoryBatch batch, int n)
    {
        var options = batch.Options;
        var delayed = new float[options.ClipBytes];
        for (var view = 0; view < options.Views; view++)
        {
            var length = options.Frames * options.FrameBytes;
            var clip = batch.Clips.Slice(n * options.ClipBytes + view * length, length);
            clip[..^options.FrameBytes].CopyTo(delayed.AsSpan(view * length + options.FrameBytes));
        }
        return delayed;
    }
}
