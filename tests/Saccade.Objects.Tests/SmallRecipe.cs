namespace Saccade.Objects.Tests;

/// <summary>A recipe of the task <c>persistence</c> that trains in a second: two epochs of two batches, and a model of one narrow layer that is told where to attend.</summary>
internal static class SmallRecipe
{
    public const string Text = """
        task: persistence
        model: objects
        data.train: 16
        data.validation: 8
        data.test: 8
        epochs: 2
        batch_size: 8
        threads: 1
        model.width: 16
        model.depth: 1
        model.heads: 2
        model.feed_forward: 16
        model.channels: 2
        loss.attention: 0.2
        """;
}
