using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class ReadAheadTests
{
    private static ToyBatch Batch(long number) => new([$"{number}"], [], []);

    [Fact]
    public void Batches_come_in_order_and_one_ahead_of_what_was_taken()
    {
        var loaded = new List<long>();
        using var reader = new ReadAhead(number =>
        {
            loaded.Add(number);
            return number < 3 ? Batch(number) : null;
        });
        Assert.Equal("0", reader.Take(0)!.Ids[0]);
        reader.Settle();
        Assert.Equal([0, 1], loaded);
        Assert.Equal("1", reader.Take(1)!.Ids[0]);
        Assert.Equal("2", reader.Take(2)!.Ids[0]);
        Assert.Null(reader.Take(3));
        Assert.Equal([0, 1, 2, 3], loaded);
    }

    [Fact]
    public void A_jump_drops_what_was_loaded_ahead()
    {
        using var reader = new ReadAhead(Batch);
        reader.Take(0);
        Assert.Equal("7", reader.Take(7)!.Ids[0]);
        Assert.Equal("8", reader.Take(8)!.Ids[0]);
    }

    [Fact]
    public void A_batch_that_cannot_be_read_fails_when_it_is_taken_and_not_before()
    {
        using var reader = new ReadAhead(number => number == 1 ? throw new RunException("shard-3: checksum differs") : Batch(number));
        reader.Take(0);
        reader.Settle();
        Assert.Equal("shard-3: checksum differs", Assert.Throws<RunException>(() => reader.Take(1)).Message);
    }
}
