namespace Saccade.Training.Tests;

public class DataCheckTests
{
    private static readonly string[] Names = ["linear", "circular", "helical", "parabolic"];

    private static string[] Failed(params DataItem[] items) =>
        [.. DataChecks.Judge(new DataInventory(items, Names)).Where(c => !c.Passed).Select(c => c.Name)];

    [Fact]
    public void A_stratified_set_of_distinct_items_passes_every_check() => Assert.Empty(Failed(Samples.Items(400)));

    [Fact]
    public void A_set_sorted_by_class_and_split_by_position_is_caught_by_name()
    {
        // The historical set: 2,500 of each class in a row, the last fifth for validation.
        var items = Samples.Items(1000, i => i < 800 ? Split.Train : Split.Validation, i => i / 250);
        Assert.Equal(["constant_labels", "missing_class", "sorted_split", "class_balance"], Failed(items));
    }

    [Fact]
    public void Sorted_classes_with_a_stratified_split_and_contiguous_splits_of_mixed_classes_both_pass()
    {
        Assert.Empty(Failed(Samples.Items(400, label: i => i / 100)));
        Assert.Empty(Failed(Samples.Items(400, i => (i % 100) switch { < 60 => Split.Train, < 80 => Split.Validation, _ => Split.Test }, i => i / 100)));
        Assert.Empty(Failed(Samples.Items(400, split: i => i < 240 ? Split.Train : i < 320 ? Split.Validation : Split.Test)));
    }

    [Fact]
    public void Labels_that_are_all_zero_are_caught_by_name() => Assert.Equal(["constant_labels", "missing_class"], Failed(Samples.Items(400, label: _ => 0)));

    [Fact]
    public void A_class_that_one_split_lacks_is_named()
    {
        var items = Samples.Items(400).Where(i => i.Split != Split.Test || i.Label != 2).ToArray();
        var result = new MissingClassCheck().Judge(new DataInventory(items, Names));
        Assert.Equal((false, "test has no helical"), (result.Passed, result.Detail));
    }

    [Fact]
    public void An_item_or_a_group_in_two_splits_is_caught_by_name()
    {
        var items = Samples.Items(400);
        Assert.Equal(["shared_items"], Failed([.. items, items[0] with { Split = Split.Test, Index = 400, ContentHash = 5000, Features = [9, 9, 9, 9, 9, 9] }]));
        Assert.Equal(["shared_items"], Failed([.. items.Select((item, i) => item with { Group = $"g{i % 7}" })]));
    }

    [Fact]
    public void Held_out_items_that_repeat_training_items_are_caught_by_name()
    {
        var items = Samples.Items(400);
        var twins = items.Select(i => i.Split == Split.Test ? i with { ContentHash = 0 } : i).ToArray();
        Assert.Equal(["near_duplicates"], Failed(twins));
        var near = items.Select((item, i) => item.Split == Split.Test ? item with { Features = [.. items[0].Features.Select(f => f + 0.001f * i)] } : item).ToArray();
        Assert.Equal(["near_duplicates"], Failed(near));
    }

    [Fact]
    public void Many_unreadable_items_are_caught_and_few_are_counted()
    {
        var items = Samples.Items(400);
        DataItem[] Break(int count) => [.. items.Select((item, i) => i < count ? item with { Error = "checksum differs" } : item)];
        Assert.Equal(["unreadable_items"], Failed(Break(9)));
        var few = new UnreadableItemsCheck().Judge(new DataInventory(Break(3), Names));
        Assert.True(few.Passed);
        Assert.Contains("3 of 400 items cannot be read, for example 's0000': checksum differs", few.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_nearly_everything_is_caught_by_name() =>
        Assert.Equal(["class_balance"], Failed(Samples.Items(2000, label: i => i % 1000 < 40 ? i % 4 : 0).Select((item, i) => i % 1000 < 40 ? item with { Split = (i % 3) switch { 0 => Split.Train, 1 => Split.Validation, _ => Split.Test } } : item).ToArray()));

    [Fact]
    public void A_task_without_classes_passes_the_checks_on_classes() =>
        Assert.Empty(DataChecks.Judge(new DataInventory(Samples.Items(400, label: _ => -1), [])).Where(c => !c.Passed).Select(c => c.Name));
}
