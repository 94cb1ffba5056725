using Saccade.Counting.Geometry;
using Saccade.Counting.Scenes;

namespace Saccade.Counting.Tests.Scenes;

public class SceneGeneratorTests
{
    private static readonly SceneGenerator Default = new(new SceneOptions());
    private static readonly Scene[] Some = [.. Enumerable.Range(0, 24).Select(i => Default.Make(i))];

    [Fact]
    public void A_scene_is_the_same_in_any_order_and_another_for_another_seed()
    {
        var again = new SceneGenerator(new SceneOptions()).Make(7);
        Assert.Equal(Some[7].Picture.Pixels, again.Picture.Pixels);
        Assert.Equal(Some[7].Objects, again.Objects);
        Assert.NotEqual(Some[7].Picture.Pixels, new SceneGenerator(new SceneOptions { Seed = 2 }).Make(7).Picture.Pixels);
    }

    [Fact]
    public void Every_object_is_at_least_half_visible_and_pointed_at_where_it_is_seen() => Assert.All(Some, scene =>
        Assert.All(scene.Objects, o =>
        {
            Assert.InRange(o.Visible, SceneGenerator.FewestVisible, 1);
            Assert.InRange(o.Point.X, o.Box.Left, o.Box.Right);
            Assert.InRange(o.Point.Y, o.Box.Top, o.Box.Bottom);
            Assert.True(o.Box.Left >= 0 && o.Box.Top >= 0 && o.Box.Right <= scene.Picture.Width && o.Box.Bottom <= scene.Picture.Height);
        }));

    [Fact]
    public void Some_objects_are_partly_covered() =>
        Assert.Contains(Some.SelectMany(s => s.Objects), o => o.Visible < 0.85);

    [Fact]
    public void Objects_that_cover_or_touch_each_other_say_so_and_those_that_lie_apart_do_not() => Assert.All(Some, scene =>
    {
        var plane = scene.Plane;
        foreach (var seen in scene.Objects)
        {
            var isAtEdge = seen.Box.Left == 0 || seen.Box.Top == 0 || seen.Box.Right == plane.Width || seen.Box.Bottom == plane.Height;
            var hasNeighbour = scene.Objects.Any(o => o != seen && new PixelBox(o.Box.Left - 1, o.Box.Top - 1, o.Box.Right + 1, o.Box.Bottom + 1).Overlaps(seen.Box));
            Assert.True(seen.Touches || isAtEdge || seen.Visible == 1, "something covers it");
            Assert.True(!seen.Touches || hasNeighbour, "nothing is near");
        }
    });

    [Fact]
    public void Objects_that_are_kept_apart_do_not_touch()
    {
        var generator = new SceneGenerator(new SceneOptions { Apart = 1, Fewest = 20, Most = 20 });
        var scenes = Enumerable.Range(0, 8).Select(i => generator.Make(i)).ToArray();
        Assert.All(scenes, s => Assert.DoesNotContain(s.Objects, o => o.Touches));
        Assert.All(scenes, s => Assert.InRange(s.Objects.Count, 18, 20));
    }

    [Fact]
    public void So_many_scenes_are_apart_and_cluttered_as_were_asked_for()
    {
        var generator = new SceneGenerator(new SceneOptions { Apart = 0.5, Clutter = 0.25, Fewest = 4, Most = 8, Size = 64, Touching = 1 });
        var scenes = Enumerable.Range(0, 200).Select(i => generator.Make(i)).ToArray();
        Assert.InRange(scenes.Count(s => s.Objects.All(o => !o.Touches)), 75, 130);
        Assert.InRange(scenes.Count(s => s.IsCluttered), 32, 70);
    }

    [Fact]
    public void Scenes_have_several_proportions_and_the_longer_side_that_was_asked_for()
    {
        Assert.All(Some, s => Assert.Equal(160, Math.Max(s.Picture.Width, s.Picture.Height)));
        Assert.True(Some.Select(s => (s.Picture.Width, s.Picture.Height)).Distinct().Count() >= 4);
    }

    [Fact]
    public void As_many_objects_as_were_asked_for_find_a_place()
    {
        var generator = new SceneGenerator(new SceneOptions { Fewest = 20, Most = 20 });
        Assert.All(Enumerable.Range(0, 8), i => Assert.InRange(generator.Make(i).Objects.Count, 19, 20));
    }

    [Fact]
    public void Even_a_full_scene_holds_nearly_all_of_its_objects()
    {
        var generator = new SceneGenerator(new SceneOptions { Fewest = 50, Most = 50 });
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(generator.Make(i).Objects.Count, 45, 50));
    }

    [Fact]
    public void A_colour_that_is_asked_for_is_mostly_there_and_sometimes_not()
    {
        var scenes = Enumerable.Range(0, 200).Select(i => new SceneGenerator(new SceneOptions { OneColour = 1, Fewest = 5, Most = 8, Size = 64 }).Make(i)).ToArray();
        Assert.All(scenes, s => Assert.NotEqual(Categories.All, s.Category));
        Assert.InRange(scenes.Count(s => s.Counted.Any()), 140, 198);
        Assert.Contains(scenes, s => s.Counted.Count() < s.Objects.Count && s.Counted.Any());
        Assert.Contains(scenes, s => !s.Counted.Any());
    }

    [Fact]
    public void An_empty_scene_has_ground_and_nothing_to_count()
    {
        var scene = new SceneGenerator(new SceneOptions { Fewest = 0, Most = 0 }).Make(3);
        Assert.Empty(scene.Objects);
        Assert.True(scene.Picture.Pixels.Distinct().Count() > 20);
    }

    [Theory]
    [InlineData("size", 8, 0, 50, 0.3)]
    [InlineData("fewest", 160, 9, 5, 0.3)]
    [InlineData("most", 160, 0, 51, 0.3)]
    [InlineData("touching", 160, 0, 50, 1.5)]
    [InlineData("touching", 160, 0, 50, double.NaN)]
    public void Impossible_options_are_refused_by_name(string name, int size, int fewest, int most, double touching) =>
        Assert.StartsWith(name, Assert.Throws<ArgumentException>(() => new SceneGenerator(new SceneOptions { Size = size, Fewest = fewest, Most = most, Touching = touching })).Message, StringComparison.Ordinal);
}
