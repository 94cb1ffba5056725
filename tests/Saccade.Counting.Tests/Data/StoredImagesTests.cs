using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Tests.Data;

public sealed class StoredImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoredImagesTests()
    {
        using var writer = new CountingSetWriter(_folder["set"]);
        writer.Append(new Frame(20, 12), Split.Test, ["red"], [new(new PointPixels(5, 5), null, "red"), new(new PointPixels(9, 9), null, "blue")]);
        writer.Complete(null);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_counted_has_the_number_that_the_models_own_data_gave_it()
    {
        Assert.Equal(2, Read(categories: null).Category);
        Assert.Equal(1, Read(["objects", "red", "yellow"]).Category);
    }

    [Fact]
    public void What_a_model_cannot_be_asked_for_is_refused_by_name()
    {
        var refused = Assert.Throws<RunException>(() => Read(["objects", "green"]));
        Assert.Contains("'red'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("objects, green", refused.Message, StringComparison.Ordinal);
    }

    private CountingImage Read(string[]? categories)
    {
        using var images = StoredImages.Open(_folder["set"], new() { Size = 32 }, categories);
        return images.Read(Split.Test, 0);
    }
}
