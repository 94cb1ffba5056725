using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Trajectories.Tests.Tokenizer;

/// <summary>The tokenizer is causal both ways, states what it costs, and its whole depth learns.</summary>
public sealed class VideoTokenizerTests : IDisposable
{
    private const int Frames = 8;
    private const int Size = 16;

    private readonly Engine engine = new(new() { Seed = 5, Threads = 2 });

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void A_token_depends_on_no_frame_after_its_step(int changedFrom)
    {
        var tokenizer = Tokenizer();
        using var scope = engine.BeginScope();
        var before = tokenizer.Encoder.Forward(Noise(changedFrom: Frames)).ToArray();
        var after = tokenizer.Encoder.Forward(Noise(changedFrom)).ToArray();
        var step = before.Length / (Frames / VideoEncoder.StepFrames);
        var untouched = changedFrom / VideoEncoder.StepFrames;
        Assert.Equal(before[..(untouched * step)], after[..(untouched * step)]);
        // Every later step sees the change, the last frame's too.
        for (var s = untouched; s < Frames / VideoEncoder.StepFrames; s++)
            Assert.NotEqual(before[(s * step)..((s + 1) * step)], after[(s * step)..((s + 1) * step)]);
    }

    [Fact]
    public void A_reconstructed_frame_depends_on_no_later_token()
    {
        var tokenizer = Tokenizer();
        using var scope = engine.BeginScope();
        var codes = tokenizer.Forward(Noise(changedFrom: Frames)).Codes;
        var changed = engine.From(codes.AsSpan(), 1, 4, 2, 2, 4);
        changed.AsSpan()[(2 * changed.Count / 4)..].Fill(1);
        var (before, after) = (tokenizer.Decoder.Forward(codes).ToArray(), tokenizer.Decoder.Forward(changed).ToArray());
        Assert.Equal(before[..(before.Length / 2)], after[..(before.Length / 2)]);
        Assert.NotEqual(before[(before.Length / 2)..], after[(before.Length / 2)..]);
    }

    [Fact]
    public void Codes_and_reconstruction_have_their_shapes_and_the_stated_cost_is_what_the_engine_counts()
    {
        var tokenizer = Tokenizer();
        using var scope = engine.BeginScope();
        var clips = Noise(changedFrom: Frames);
        var start = engine.MultiplyAdds;
        tokenizer.Encoder.Forward(clips);
        Assert.Equal(engine.MultiplyAdds - start, tokenizer.Encoder.MultiplyAdds(Frames, Size));
        start = engine.MultiplyAdds;
        var (codes, reconstruction) = tokenizer.Forward(clips);
        Assert.Equal(engine.MultiplyAdds - start, tokenizer.MultiplyAdds(Frames, Size));
        Assert.Equal(new Shape(1, 4, 2, 2, 4), codes.Shape);
        Assert.Equal(clips.Shape, reconstruction.Shape);
    }

    [Fact]
    public void A_gradient_reaches_every_weight_through_the_quantiser()
    {
        var tokenizer = Tokenizer();
        using var step = engine.BeginStep(0);
        tokenizer.Forward(Noise(changedFrom: Frames)).Reconstruction.Square().Mean().Backward();
        Assert.All(tokenizer.Parameters(), p => Assert.True(p.Tensor.Gradient is { } gradient && gradient.ToArray().Any(g => g != 0), p.Name));
    }

    [Fact]
    public void Clips_that_do_not_divide_into_steps_and_cells_are_refused()
    {
        var tokenizer = Tokenizer();
        using var scope = engine.BeginScope();
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => tokenizer.Forward(engine.Zeros(1, 3, 3, 16, 16))).Message);
        Assert.Contains("divisible by 8", Assert.Throws<ArgumentException>(() => new VideoEncoder(engine, 4, 4, size: 20)).Message);
    }

    private VideoTokenizer Tokenizer()
    {
        var tokenizer = new VideoTokenizer(engine, new TokenizerOptions { Channels = 4 }, Size);
        tokenizer.Initialize();
        return tokenizer;
    }

    /// <summary>A clip of noise; frames from <paramref name="changedFrom"/> on are others than in the same clip changed later.</summary>
    private Tensor Noise(int changedFrom)
    {
        var clips = engine.Empty(1, Frames, 3, Size, Size);
        var frame = clips.Count / Frames;
        var key = new Tensors.Random.RandomKey(7, Tensors.Random.RandomStream.Data, 0);
        for (var i = 0; i < clips.Count; i++)
            clips.AsSpan()[i] = key.Uniform((ulong)(i / frame < changedFrom ? i : i + clips.Count));
        return clips;
    }
}
