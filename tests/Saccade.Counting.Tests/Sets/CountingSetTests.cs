using System.Text.Json;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Tests.Sets;

public sealed class CountingSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Place => _folder["set"];

    [Fact]
    public void A_set_comes_back_as_it_was_written()
    {
        Make();
        var set = CountingSet.Open(Place);
        Assert.Equal(["objects", "green", "red"], set.Categories);
        Assert.Equal([0], set.Indices(Split.Train));
        Assert.Equal([1], set.Indices(Split.Test));
        var item = set.Items[0];
        Assert.Equal((20, 12, "red"), (item.Width, item.Height, item.Counted));
        Assert.Equal([Red], item.Targets);
        Assert.Equal([Red, Green], item.Objects);
        Assert.Equal(Picture().Pixels, set.Picture(0).Pixels);
        Assert.Equal(7, set.Made!.Value.GetProperty("seed").GetInt32());
    }

    [Fact]
    public void Without_completing_nothing_is_left()
    {
        using (var writer = new CountingSetWriter(Place))
            writer.Append(Picture(), Split.Train, [CountingSet.Everything], [Red]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Place));
        Make();
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_alone()
    {
        Make();
        Assert.Contains("not empty", Assert.Throws<MediaException>(() => new CountingSetWriter(Place)).Message, StringComparison.Ordinal);
        Assert.Equal(2, CountingSet.Open(Place).Items.Count);
    }

    [Fact]
    public void A_changed_image_is_refused()
    {
        Make();
        var image = Path.Combine(Place, CountingSet.Open(Place).Items[0].Image);
        PngWriter.Write(image, new Frame(20, 12));
        Assert.Contains("not what was written", Assert.Throws<MediaException>(() => CountingSet.Open(Place).Picture(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_lines_are_refused()
    {
        Make();
        File.AppendAllText(Path.Combine(Place, CountingSet.ItemsFile), "\n");
        Assert.Contains("not what was written", Assert.Throws<MediaException>(() => CountingSet.Open(Place)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"image":"../out.png","sha256":"","width":4,"height":4,"split":"train","counted":"objects","objects":[]}""", "no file of the set")]
    [InlineData("""{"image":"/etc/x.png","sha256":"","width":4,"height":4,"split":"train","counted":"objects","objects":[]}""", "no file of the set")]
    [InlineData("""{"image":"a.png","sha256":"","width":0,"height":4,"split":"train","counted":"objects","objects":[]}""", "0 x 4")]
    [InlineData("""{"image":"a.png","sha256":"","width":4,"height":4,"split":"nowhere","counted":"objects","objects":[]}""", "$.split")]
    [InlineData("""{"image":"a.png","sha256":"","width":4,"height":4,"split":"train","counted":"objects","objects":[{"x":5,"y":1,"box":null,"category":"red"}]}""", "(5, 1) lies outside")]
    [InlineData("""{"image":"a.png","sha256":"","width":4,"height":4,"split":"train","counted":"","objects":[]}""", "category")]
    [InlineData("""{"image":"a.png","sha256":"","width":4,"height":4,"split":"train","counted":"objects","objects":[{"x":1,"y":1,"box":[3,1,2,2],"category":"red"}]}""", "box")]
    [InlineData("""{"image":"a.png"}""", "sha256")]
    [InlineData("null", "null")]
    [InlineData("{", "line 3")]
    public void A_line_that_is_no_item_is_refused_with_its_number(string line, string cause)
    {
        var message = Assert.Throws<MediaException>(() => ItemLine.Read(line, "items.jsonl", 3)).Message;
        Assert.StartsWith("items.jsonl: line 3: ", message, StringComparison.Ordinal);
        Assert.Contains(cause, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_set_is_told_so()
    {
        Assert.False(CountingSet.IsIn(Place));
        Assert.Contains("no such file", Assert.Throws<MediaException>(() => CountingSet.Open(Place)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static CountedObject Red => new(new(3.5, 4.25), new(2, 3, 5, 6), "red");

    private static CountedObject Green => new(new(10, 6), null, "green");

    private static Frame Picture()
    {
        var frame = new Frame(20, 12);
        frame.FillDisc(3.5, 4.25, 2, new Rgb(200, 30, 30));
        return frame;
    }

    private void Make()
    {
        using var writer = new CountingSetWriter(Place);
        writer.Append(Picture(), Split.Train, ["red"], [Red, Green]);
        writer.Append(new Frame(8, 8), Split.Test, [CountingSet.Everything], []);
        writer.Complete(JsonSerializer.SerializeToElement(new { seed = 7 }));
    }
}
