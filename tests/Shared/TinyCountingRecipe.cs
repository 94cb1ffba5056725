namespace Saccade.Tests;

/// <summary>A model that counts, trained in a second: it has every part and knows nothing.</summary>
internal static class TinyCountingRecipe
{
    public const string Text = """
        task: counting
        model: pointing
        data: generated
        data.train: 16
        data.validation: 8
        data.test: 8
        data.size: 32
        data.most: 3
        data.steps: 3
        model.channels: 16
        model.blocks: 1
        model.width: 16
        model.depth: 1
        model.heads: 2
        model.feed_forward: 16
        model.cell: 16
        epochs: 1
        batch_size: 4
        threads: 1
        """;
}
