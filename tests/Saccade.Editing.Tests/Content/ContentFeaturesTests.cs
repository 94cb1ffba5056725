using Saccade.Editing.Content;
using Saccade.Media;

namespace Saccade.Editing.Tests.Content;

public sealed class ContentFeaturesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_comes_back_and_what_is_absent_stays_absent()
    {
        var features = new ContentFeatures([float.NaN, 0.25f, 0, float.NaN, 0.5f, 1]);
        features.Write(folder["a.csv"]);

        Assert.Equal("step,motion,shot_change\n0,0.25,0\n1,0.5,1\n", File.ReadAllText(folder["a.csv"]));
        var back = ContentFeatures.Read(folder["a.csv"]);
        Assert.Equal(features.Values.ToArray(), back.Values.ToArray());
        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(back.Has));
        Assert.Equal(["motion", "shot_change"], back.OfGrid().Names);
        Assert.Equal([0.25f, 0, 0.5f, 1], back.OfGrid().Values.ToArray());
    }

    [Fact]
    public void A_feature_that_is_there_at_some_steps_only_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ContentFeatures([0.5f, 0.25f, 0, float.NaN, 0.5f, 1]));

    [Theory]
    [InlineData("", "line 1: the header is not")]
    [InlineData("step\n0\n", "line 1: the header is not")]
    [InlineData("step,loudness,loudness\n", "line 1: the header is not")]
    [InlineData("step,laughter\n", "line 1: the header is not")]
    [InlineData("step,loudness\n1,0.5\n", "line 2: is not step 0 with 1 numbers")]
    [InlineData("step,loudness\n0,0.5\n\n", "line 3: is not step 1 with 1 numbers")]
    [InlineData("step,loudness\n0,0.5,0.5\n", "line 2: is not step 0 with 1 numbers")]
    [InlineData("step,loudness\n0,NaN\n", "line 2: loudness is no number")]
    [InlineData("step,loudness\n0,1e999\n", "line 2: loudness is no number")]
    public void A_file_that_says_something_impossible_is_an_error_with_its_line(string text, string cause)
    {
        File.WriteAllText(folder["a.csv"], text);

        var failure = Assert.Throws<MediaException>(() => ContentFeatures.Read(folder["a.csv"])).Message;

        Assert.StartsWith($"{folder["a.csv"]}: {cause}", failure, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure);
    }

    [Fact]
    public void A_file_that_is_not_there_or_a_line_without_end_is_an_error()
    {
        Assert.Throws<MediaException>(() => ContentFeatures.Read(folder["none.csv"]));
        File.WriteAllText(folder["long.csv"], "step,loudness\n0," + new string('0', 200_000));
        Assert.Contains("line 2: is longer than", Assert.Throws<MediaException>(() => ContentFeatures.Read(folder["long.csv"])).Message, StringComparison.Ordinal);
    }
}
