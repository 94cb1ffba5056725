using Saccade.Counting.Baselines;
using Saccade.Counting.Scenes;
using Saccade.Media;

namespace Saccade.Counting.Tests.Baselines;

public class ConnectedComponentsTests
{
    [Fact]
    public void Separate_discs_on_even_ground_are_counted_rightly()
    {
        var picture = Even();
        picture.FillDisc(20, 20, 8, new Rgb(210, 40, 40));
        picture.FillDisc(60, 20, 8, new Rgb(40, 40, 210));
        picture.FillDisc(40, 50, 8, new Rgb(220, 50, 40));
        var found = new ConnectedComponents().Find(picture, Categories.All);
        Assert.Equal(3, found.Count);
        Assert.Contains(found, p => Math.Abs(p.X - 40) < 0.5 && Math.Abs(p.Y - 50) < 0.5);
        Assert.Equal(2, new ConnectedComponents().Find(picture, Categories.Of(ObjectColour.Red)).Count);
        Assert.Empty(new ConnectedComponents().Find(picture, Categories.Of(ObjectColour.Green)));
    }

    [Fact]
    public void Touching_discs_are_one_and_specks_are_none()
    {
        var picture = Even();
        picture.FillDisc(20, 20, 8, new Rgb(210, 40, 40));
        picture.FillDisc(32, 20, 8, new Rgb(210, 40, 40));
        picture.FillDisc(60, 50, 1, new Rgb(210, 40, 40));
        Assert.Single(new ConnectedComponents().Find(picture, Categories.All));
    }

    [Fact]
    public void The_usual_scenes_are_too_hard_for_it()
    {
        var generator = new SceneGenerator(new SceneOptions());
        var right = Enumerable.Range(0, 40).Select(i => generator.Make(i)).Count(s => new ConnectedComponents().Find(s.Picture, s.Category).Count == s.Counted.Count());
        Assert.InRange(right, 0, 24);
    }

    private static Frame Even()
    {
        var picture = new Frame(80, 64);
        picture.Fill(Rgb.Gray(120));
        return picture;
    }
}
