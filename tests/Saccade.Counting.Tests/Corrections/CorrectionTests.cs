using Saccade.Counting.Corrections;
using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Media;

namespace Saccade.Counting.Tests.Corrections;

public sealed class CorrectionTests : IDisposable
{
    private static readonly ImagePlane Image = new(100, 60);

    private static readonly CountedPoint[] Own = [new(new(10, 10), 0.9), new(new(50, 12), 0.9), new(new(90, 10), 0.8), new(new(10, 50), 0.7), new(new(50, 50), 0.6)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_says_what_is_wrong_with_each_image()
    {
        var read = Read("""{"a.png": {"add": [[30, 40.5]], "remove": [2, [89, 12]], "resume_from": 3}, "b.png": {}}""");
        var correction = read["a.png"];
        Assert.Equal([new PointPixels(30, 40.5)], correction.Add);
        Assert.Equal([new WrongPoint(2, null), new WrongPoint(null, new(89, 12))], correction.Remove);
        Assert.Equal(3, correction.ResumeFrom);
        Assert.Null(read["b.png"].ResumeFrom);
    }

    [Theory]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"a.png": 3}""", "a.png: is no object with add, remove or resume_from")]
    [InlineData("""{"a.png": {"delete": [1]}}""", "'delete' is no part of a correction")]
    [InlineData("""{"a.png": {"add": [[1, 2, 3]]}}""", "a place is [x, y]")]
    [InlineData("""{"a.png": {"add": [["1", 2]]}}""", "a place is [x, y]")]
    [InlineData("""{"a.png": {"remove": [0]}}""", "'0' is no number of a point")]
    [InlineData("""{"a.png": {"remove": 1}}""", "'remove' is no list")]
    [InlineData("""{"a.png": {"resume_from": -1}}""", "'-1' is no number of a point")]
    [InlineData("""{"a.png": {}, "a.png": {}}""", "stands in it twice")]
    public void What_is_no_correction_is_refused_by_file_image_and_cause(string json, string cause)
    {
        var refused = Assert.Throws<MediaException>(() => Read(json));
        Assert.StartsWith(_folder["corrections.json"], refused.Message, StringComparison.Ordinal);
        Assert.Contains(cause, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Added_points_stand_in_their_place_and_removed_ones_are_gone_but_not_chosen_again()
    {
        var marks = CorrectedMarks.Of(Own, new() { Add = [new(70, 11)], Remove = [new(2, null), new(null, new(12, 48))] }, Image, "a.png");
        Assert.Equal([new(10, 10), new(70, 11), new(90, 10), new PointPixels(50, 50)], marks.Points.Select(p => p.Place));
        Assert.Equal([false, true, false, false], marks.Points.Select(p => p.IsByPerson));
        Assert.Equal(6, marks.Visited.Count);
        Assert.Contains(new PointPixels(50, 12), marks.Visited);
    }

    [Fact]
    public void Counting_resumes_from_the_first_points_without_the_wrong_ones()
    {
        var marks = CorrectedMarks.Of(Own, new() { Remove = [new(1, null)], ResumeFrom = 3 }, Image, "a.png");
        Assert.Equal([new(50, 12), new PointPixels(90, 10)], marks.Points.Select(p => p.Place));
        Assert.Equal([new(10, 10), new(50, 12), new PointPixels(90, 10)], marks.Visited.OrderBy(v => v.X));
    }

    [Fact]
    public void Corrections_that_do_not_fit_the_image_are_refused()
    {
        Assert.Contains("(101, 3) lies outside of 100 x 60 pixels", Refused(new() { Add = [new(101, 3)] }), StringComparison.Ordinal);
        Assert.Contains("(3, -1) lies outside of 100 x 60 pixels", Refused(new() { Remove = [new(null, new(3, -1))] }), StringComparison.Ordinal);
        Assert.Contains("there is no point 6, the count has 5", Refused(new() { Remove = [new(6, null)] }), StringComparison.Ordinal);
        Assert.Contains("resume_from is 6, and the count has 5 points", Refused(new() { ResumeFrom = 6 }), StringComparison.Ordinal);
    }

    private static string Refused(ImageCorrection correction) => Assert.Throws<MediaException>(() => CorrectedMarks.Of(Own, correction, Image, "a.png")).Message;

    private IReadOnlyDictionary<string, ImageCorrection> Read(string json)
    {
        File.WriteAllText(_folder["corrections.json"], json);
        return CorrectionFile.Read(_folder["corrections.json"]);
    }
}
