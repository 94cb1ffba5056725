using Saccade.Counting.Scenes;
using Saccade.Counting.Sets;
using Saccade.Training;

namespace Saccade.Counting.Tests.Scenes;

public sealed class SceneSetTests : IDisposable
{
    private static readonly SceneOptions Small = new() { Size = 48, Most = 6 };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_made_set_holds_the_scenes_and_their_truth()
    {
        SceneSet.Make(_folder["set"], Small, 10, progress: null, CancellationToken.None);
        var set = CountingSet.Open(_folder["set"]);
        Assert.Equal((6, 2, 2), (set.Indices(Split.Train).Count, set.Indices(Split.Validation).Count, set.Indices(Split.Test).Count));
        foreach (var i in new[] { 0, 4, 9 })
        {
            var scene = new SceneGenerator(Small).Make(i);
            Assert.Equal(scene.Picture.Pixels, set.Picture(i).Pixels);
            Assert.Equal(scene.Objects.Select(o => o.Point), set.Items[i].Objects.Select(o => o.Point));
            Assert.Equal(scene.Counted.Select(o => o.Point), set.Items[i].Targets.Select(o => o.Point));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_set()
    {
        SceneSet.Make(_folder["a"], Small, 10, progress: null, CancellationToken.None);
        SceneSet.Make(_folder["b"], Small, 10, progress: null, CancellationToken.None);
        Assert.Equal(CountingSet.Open(_folder["a"]).DataHash, CountingSet.Open(_folder["b"]).DataHash);
    }

    [Fact]
    public void A_cancelled_set_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => SceneSet.Make(_folder["set"], Small, 10, progress: null, cancelled.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["set"]));
    }

    [Fact]
    public void Too_few_scenes_are_refused() =>
        Assert.StartsWith("samples", Assert.Throws<ArgumentException>(() => SceneSet.Make(_folder["set"], Small, 4, progress: null, CancellationToken.None)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
