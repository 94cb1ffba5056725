using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Media;

namespace Saccade.Counting.Tests.Rollouts;

public class CountDescriptionTests
{
    [Fact]
    public void A_count_that_reached_the_limit_says_so_in_words()
    {
        var json = CountDescription.Json(new CountRequest(), Count(StopReason.Limit), new(640, 480));
        Assert.Equal("limit", json["stop_reason"]!.GetValue<string>());
        Assert.False(json["finished"]!.GetValue<bool>());
        Assert.Equal("2 objects, and probably more: counting was given up at the limit of points (count.limit).", json["description"]!["text"]!.GetValue<string>());
        Assert.Equal((640, 480), (json["width"]!.GetValue<int>(), json["height"]!.GetValue<int>()));
    }

    [Fact]
    public void A_table_has_a_line_for_each_point_and_who_set_it() =>
        Assert.Equal("number,x,y,confidence,source\n1,10.50,20.00,0.9000,model\n2,30.00,40.00,1.0000,person\n", CountDescription.Table(Count(StopReason.NoMore)));

    [Fact]
    public void Marks_and_letters_grow_with_the_picture()
    {
        var (small, large) = (Drawn(96), Drawn(2000));
        // Small pictures are enlarged, large ones keep their size; on each the title is a small part of it, and a mark neither hides the thing nor is lost.
        Assert.InRange(small.Width, 480, 600);
        Assert.Equal(2000, large.Width);
        Assert.InRange(Green(small), 0.001, 0.02);
        Assert.InRange(Green(large), 0.001, 0.02);
        Assert.InRange(large.Height - 2000, 40, 120);
        Assert.InRange(small.Height - small.Width, 10, 40);
    }

    [Fact]
    public void Without_points_a_picture_is_drawn_all_the_same() => Assert.Equal(480, CountDrawing.Draw(new Frame(480, 100), [], "objects: 0").Width);

    private static PictureCount Count(StopReason reason) => new([new(new(10.5, 20), 0.9), CountedPoint.ByPerson(new(30, 40))], reason, 0.6, null, 0, 1, []);

    private static Frame Drawn(int side) => CountDrawing.Draw(new Frame(side, side), [.. new[] { 0.2, 0.5, 0.8 }.Select(share => new PointPixels(share * side, share * side))], "objects: 3");

    private static double Green(Frame frame) => Enumerable.Range(0, frame.Width * frame.Height).Count(i => frame.Pixels[(3 * i) + 1] > 140 && frame.Pixels[3 * i] < 60) / (double)(frame.Width * frame.Height);
}
