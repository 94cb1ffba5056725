using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Pointing;

public class SightTests
{
    [Fact]
    public void Cells_say_where_their_things_lie_and_never_beside_the_picture()
    {
        var grid = new CellGrid(32);
        using var batch = new CountingBatch([CountingImage.On("narrow", new Frame(32, 14), 32, 0, [], PointOrder.Reading)], grid, []);
        var engine = new Engine();
        using var scope = engine.BeginScope();
        var offsets = new float[grid.Count * 2];
        (offsets[0], offsets[1]) = (0.25f, -0.5f);
        offsets[(2 * 24) + 1] = 0.5f;
        var places = new Sight(engine.Zeros(1, grid.Count, 16), engine.Zeros(1, grid.Count), engine.From(offsets, 1, grid.Count, 2)).Places(batch, 0);
        Assert.Equal(new(3, 0), places[0]);
        Assert.Equal(new(2, 14), places[24]);
    }
}
