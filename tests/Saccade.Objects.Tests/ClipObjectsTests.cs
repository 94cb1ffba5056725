using Saccade.Objects.Clips;

namespace Saccade.Objects.Tests;

public class ClipObjectsTests
{
    [Theory]
    [InlineData(6, Persistence.Persistent)]
    [InlineData(7, Persistence.Transient)]
    public void A_clip_of_32_frames_is_persistent_with_at_most_six_transient_ones(int transient, Persistence clip)
    {
        var objects = new ClipObjects(32, [Seen(0, Persistence.Persistent, 32), Seen(1, Persistence.Transient, transient)]);

        Assert.Equal(transient, objects.TransientFrames);
        Assert.Equal(clip, objects.Clip);
        Assert.Equal(Persistence.Transient, objects.Frame(transient - 1));
        Assert.Equal(Persistence.Persistent, objects.Frame(transient));
    }

    [Fact]
    public void Frames_with_several_transients_count_once() =>
        Assert.Equal(3, new ClipObjects(32, [Seen(0, Persistence.Transient, 3), Seen(1, Persistence.Transient, 2)]).TransientFrames);

    private static ObjectTruth Seen(int id, Persistence kind, int frames) =>
        new(id, kind, [.. Enumerable.Range(0, frames).Select(t => new ObjectSighting(t, new(10, 10), 3, 1))]);
}
