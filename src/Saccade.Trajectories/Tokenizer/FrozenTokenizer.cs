using System.Text.Json.Nodes;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// The half of a trained tokenizer that makes tokens, as part of another model: its weights are taken over from the tokenizer's run,
/// saved with the model and never learnt. No gradient goes through it.
/// </summary>
public sealed class FrozenTokenizer : Module
{
    private const string Key = "model.tokenizer";
    private const string WayOut = "train one with 'saccade train recipes/tokenizer-trajectories.yaml --out runs/tokenizer'";

    private readonly TokenizerOptions _options;
    private readonly int _size;

    /// <param name="engine">Where the weights live.</param>
    /// <param name="options">The tokenizer's.</param>
    /// <param name="size">S of the clips.</param>
    /// <exception cref="ArgumentException">As for <see cref="VideoTokenizer"/>.</exception>
    public FrozenTokenizer(Engine engine, TokenizerOptions options, int size)
        : base(engine)
    {
        (_options, _size) = (options, size);
        Quantiser = new FiniteScalarQuantiser(options.Levels);
        Encoder = Register("encoder", new VideoEncoder(engine, options.Channels, Quantiser.Dimensions, size));
        Freeze();
    }

    public FiniteScalarQuantiser Quantiser { get; }

    public VideoEncoder Encoder { get; }

    /// <summary>Multiply-adds of <see cref="Digits"/> for one clip.</summary>
    public long MultiplyAdds(int frames, int size)
    {
        long steps = frames / VideoEncoder.StepFrames, cells = size / VideoEncoder.CellPixels;
        return Encoder.MultiplyAdds(frames, size) + (steps * cells * cells * Quantiser.Digits * Quantiser.Dimensions);
    }

    /// <param name="clips">[B, T, 3, S, S]: values 0 to 1.</param>
    /// <returns>[B, T/2, S/8, S/8, D]: each token's digits (<see cref="FiniteScalarQuantiser.ToDigits"/>), a constant.</returns>
    public Tensor Digits(Tensor clips)
    {
        var (steps, cells) = (clips.Shape[1] / VideoEncoder.StepFrames, clips.Shape[3] / VideoEncoder.CellPixels);
        var digits = Engine.Empty(clips.Shape[0], steps, cells, cells, Quantiser.Digits);
        using (Engine.BeginScope())
            Quantiser.ToDigits(Quantiser.Quantise(Encoder.Forward(clips))).CopyTo(digits);
        return Observed(digits);
    }

    /// <summary>Takes over the weights of a tokenizer's run.</summary>
    /// <param name="path">The run's folder.</param>
    /// <exception cref="RunException">There is no such run, it is of another task, form or size of pictures, or has no weights.</exception>
    public void Load(string path)
    {
        if (path.Length == 0)
            throw new RunException($"recipe: {Key} is missing: it names the run of a trained tokenizer; {WayOut}");
        try
        {
            var run = RunFolder.Open(path);
            var info = run.ReadInfo();
            if (info.Task != TokenizerApplication.TaskName)
                throw new RunException($"{run.Root}: is a run of task '{info.Task}', not '{TokenizerApplication.TaskName}'; {WayOut}");
            RequireSame(run, info.Recipe, "model.channels", _options.Channels);
            RequireSame(run, info.Recipe, "model.levels", new JsonArray([.. _options.Levels.Select(level => (JsonNode)level)]));
            var (filled, all) = Checkpoint.LoadFitting(run.WeightsPath, this);
            if (filled < all)
                throw new RunException($"{run.WeightsPath}: fits {filled} of the {all} tensors of this recipe's tokenizer; {WayOut}");
            if (Encoder.Size != _size)
                throw new RunException($"{run.Root}: was trained on pictures of {Encoder.Size} pixels, and the data's have {_size}; train a tokenizer on such data, or choose data.size: {Encoder.Size}");
        }
        catch (RunException unusable)
        {
            throw new RunException($"recipe: {Key}: {unusable.Message}", unusable);
        }
    }

    private static void RequireSame(RunFolder run, JsonObject recipe, string key, JsonNode wanted)
    {
        if (!JsonNode.DeepEquals(recipe[key], wanted))
            throw new RunException($"{run.Root}: has {key} {recipe[key]?.ToJsonString() ?? "unset"}, and this recipe {wanted.ToJsonString()}; set {key} to the tokenizer's");
    }
}
