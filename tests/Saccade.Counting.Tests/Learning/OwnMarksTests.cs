using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Media;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Tests.Learning;

public class OwnMarksTests
{
    private static readonly CountingImage Image = CountingImage.On("x", new Frame(64, 64), 64, 0, [(new(8, 8), 6.0), (new(40, 8), 6.0), (new(40, 40), 6.0)], PointOrder.Reading);

    [Fact]
    public void What_has_no_mark_of_its_own_is_left()
    {
        var (twice, nowhere) = (new PointPixels(8.5, 8), new PointPixels(20, 60));
        var end = End([new(8, 8), twice, nowhere, new(40, 41)]);
        Assert.Equal([1], end.Left);
        Assert.Equal(4, end.Visited.Length);
    }

    [Fact]
    public void Where_everything_has_its_mark_nothing_is_left() => Assert.Empty(End([new(40, 40), new(8, 9), new(39, 8)]).Left);

    [Fact]
    public void Other_steps_are_drawn_from_all_of_a_count()
    {
        using var batch = new CountingBatch([Image, Image], new CellGrid(64), []);
        var lengths = OwnMarks.Steps(batch, [Count([new(8, 8), new(40, 8)]), Count([])], 200, new RandomKey(1, RandomStream.Operations, 0, 0)).ToLookup(s => s.Image, s => s.Visited.Length);
        Assert.Equal([0, 1, 2], lengths[0].Distinct().Order());
        Assert.Equal(2, lengths[0].First());
        Assert.All(lengths[1], length => Assert.Equal(0, length));
    }

    private static CountingStep End(PointPixels[] marks)
    {
        using var batch = new CountingBatch([Image], new CellGrid(64), []);
        return Assert.Single(OwnMarks.Steps(batch, [Count(marks)], 1, new RandomKey(1, RandomStream.Operations, 0, 0)));
    }

    private static CountResult Count(PointPixels[] marks) => new([.. marks.Select(m => new CountedPoint(m, 1))], StopReason.NoMore, 1);
}
