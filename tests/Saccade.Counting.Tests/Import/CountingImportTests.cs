using Saccade.Counting.Import;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Tests.Import;

public sealed class CountingImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Source => _folder["source"];

    private string Out => _folder["set"];

    [Fact]
    public void Fsc147_points_are_pixels_of_the_stored_image_whatever_size_is_stated()
    {
        Fsc147("""{"a.png":{"points":[[30.5,10],[2,3]],"W":4000,"H":3000},"b.png":{"points":[[5,5]]},"c.png":{"points":[]}}""");
        var (set, result) = Import(AnnotationLayout.Fsc147);
        Assert.Equal(3, result.Images);
        Assert.Empty(result.LeftOut);
        Assert.Equal([Split.Train, Split.Validation, Split.Test], set.Items.Select(i => i.Split));
        Assert.Equal(["sea shells", "sea shells", "objects"], set.Items.Select(i => i.Counted));
        Assert.Equal([(30.5, 10.0), (2, 3)], set.Items[0].Targets.Select(o => (o.Point.X, o.Point.Y)));
        Assert.Empty(set.Items[2].Targets);
    }

    [Fact]
    public void Coco_boxes_are_brought_to_the_image_as_it_is()
    {
        Image("valid/a.png");
        Write("valid/_annotations.coco.json", """
            {"images":[{"id":7,"file_name":"a.png","width":80,"height":48}],
             "categories":[{"id":1,"name":"Cup"},{"id":2,"name":"Plate"}],
             "annotations":[{"id":1,"image_id":7,"category_id":1,"bbox":[20,12,8,4]},{"id":2,"image_id":7,"category_id":2,"bbox":[0,0,40,24]},{"id":3,"image_id":99,"category_id":1,"bbox":[0,0,1,1]}]}
            """);
        var (set, _) = Import(AnnotationLayout.Coco);
        Assert.Equal(["cup", "plate"], set.Items.Select(i => i.Counted));
        Assert.All(set.Items, i => Assert.Equal(Split.Validation, i.Split));
        Assert.Equal(set.Items[0].Image, set.Items[1].Image);
        var cup = Assert.Single(set.Items[0].Targets);
        Assert.Equal((12.0, 7.0), (cup.Point.X, cup.Point.Y));
        Assert.Equal(new(10, 6, 14, 8), cup.Box);
    }

    [Fact]
    public void Yolo_boxes_are_shares_of_the_image()
    {
        Image("images/train/a.png");
        Image("images/train/unlabelled.png");
        Image("images/test/b.png");
        Write("labels/train/a.txt", "0 0.5 0.5 0.25 0.5\n1 0.125 0.25 0.1 0.1\n");
        Write("labels/test/b.txt", "");
        Write("data.yaml", "path: .\nnames:\n  0: pill\n  1: 'nut'\n");
        var (set, result) = Import(AnnotationLayout.Yolo);
        Assert.Equal(2, result.Images);
        Assert.Equal(["objects", "nut", "pill"], set.Items.Select(i => i.Counted));
        var pill = Assert.Single(set.Items[2].Targets);
        Assert.Equal((20.0, 12.0), (pill.Point.X, pill.Point.Y));
        Assert.Equal(new(15, 6, 25, 18), pill.Box);
        Assert.Equal((Split.Test, 0), (set.Items[0].Split, set.Items[0].Targets.Count()));
    }

    [Fact]
    public void What_cannot_be_used_is_left_out_by_name_and_the_others_go_on()
    {
        Fsc147("""{"a.png":{"points":[[41,10]]},"b.png":{"points":[[5,5]]},"c.png":{"points":[[1,"x"]]}}""");
        var (set, result) = Import(AnnotationLayout.Fsc147);
        Assert.Single(set.Items);
        Assert.Equal(["a.png", "c.png"], result.LeftOut.Select(l => Path.GetFileName(l.File)));
        Assert.Contains("its point 1, (41, 10), lies outside of 40 x 24 pixels", result.LeftOut[0].Cause, StringComparison.Ordinal);
        Assert.Contains("'x' is no number", result.LeftOut[1].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_broken_images_are_left_out()
    {
        Fsc147("""{"a.png":{"points":[]},"b.png":{"points":[[5,5]]},"c.png":{"points":[]}}""");
        File.Delete(Path.Combine(Source, Fsc147Layout.ImageFolder, "a.png"));
        File.WriteAllBytes(Path.Combine(Source, Fsc147Layout.ImageFolder, "c.png"), [137, 80, 78, 71, 13, 10, 26, 10, 0, 0]);
        var (set, result) = Import(AnnotationLayout.Fsc147);
        Assert.Equal(Split.Validation, Assert.Single(set.Items).Split);
        Assert.Equal(["a.png", "c.png"], result.LeftOut.Select(l => Path.GetFileName(l.File)));
    }

    [Theory]
    [InlineData(AnnotationLayout.Fsc147, "annotation_FSC147_384.json")]
    [InlineData(AnnotationLayout.Coco, "no image is annotated")]
    [InlineData(AnnotationLayout.Yolo, "no image is annotated")]
    public void An_empty_folder_is_refused(AnnotationLayout layout, string cause)
    {
        Directory.CreateDirectory(Source);
        Assert.Contains(cause, Assert.Throws<MediaException>(() => Import(layout)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        Write(Fsc147Layout.PointsFile, "{}");
        Write(Fsc147Layout.SplitFile, $$"""{"train":["{{name}}"]}""");
        Assert.Contains("no name of an image", Assert.Throws<MediaException>(() => Import(AnnotationLayout.Fsc147)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_no_image_can_be_used_nothing_is_written()
    {
        Fsc147("{}");
        Assert.Contains("none of 3 images can be used", Assert.Throws<MediaException>(() => Import(AnnotationLayout.Fsc147)).Message, StringComparison.Ordinal);
        Assert.False(CountingSet.IsIn(Out));
    }

    public void Dispose() => _folder.Dispose();

    private (CountingSet Set, CountingImportResult Result) Import(AnnotationLayout layout)
    {
        var result = CountingImport.Make(new CountingImportRequest { Folder = Source, Out = Out, Layout = layout }, progress: null, CancellationToken.None);
        return (CountingSet.Open(Out), result);
    }

    private void Fsc147(string points)
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" })
            Image($"{Fsc147Layout.ImageFolder}/{name}");
        Write(Fsc147Layout.PointsFile, points);
        Write(Fsc147Layout.SplitFile, """{"train":["a.png"],"val":["b.png"],"test":["c.png"]}""");
        Write(Fsc147Layout.ClassesFile, "a.png\tSea shells\nb.png\tsea shells\n");
    }

    private void Image(string name)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PngWriter.Write(path, new Frame(40, 24));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
