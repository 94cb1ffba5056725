namespace Saccade.Tests;

/// <summary>A model of moving balls, trained in a second: it has every part and knows hardly anything.</summary>
internal static class TinyVideoRecipe
{
    public const string Text = """
        task: trajectories
        model: transformer
        model.width: 16
        model.heads: 2
        model.depth: 2
        model.feed_forward: 16
        model.stem_channels: 4
        model.features: 16
        head.hidden: 32
        data.frames: 4
        data.size: 32
        data.train: 32
        data.validation: 16
        data.test: 8
        data.frame_rate: 5
        epochs: 1
        batch_size: 16
        threads: 1
        """;
}
