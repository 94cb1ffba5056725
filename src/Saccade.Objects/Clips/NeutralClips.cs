using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>The neutral look: every object is a grey lit ball, drawn by the same renderer; what is nearer to the camera hides what is behind it.</summary>
internal sealed class NeutralClips : IClipPainter
{
    /// <summary>An object of which less than this share can be seen counts as hidden: a sliver of a disc shows nobody what it is.</summary>
    private const double LeastVisible = 0.1;

    private readonly PersistenceClipOptions options;
    private readonly Camera camera;
    private readonly NeutralScenes scenes;

    public NeutralClips(PersistenceClipOptions options)
    {
        this.options = options;
        camera = Camera.For(options.Projection, views: 1, options.Size)[0];
        scenes = new NeutralScenes(options, camera);
    }

    /// <inheritdoc/>
    public ClipObjects Paint(long index, Span<byte> clip)
    {
        var scene = scenes.Of(index);
        var sightings = scene.ConvertAll(_ => new List<ObjectSighting>());
        var discs = new List<(int Object, BallView View)>(scene.Count);
        for (var frame = 0; frame < options.Frames; frame++)
        {
            discs.Clear();
            for (var k = 0; k < scene.Count; k++)
            {
                if (scene[k].Shown[frame])
                    discs.Add((k, camera.See(scene[k].Path.At(Motion.TimeOfFrame(frame, options.Frames)))));
            }
            // What is far comes first; from above, where nothing looks far, the order is always the same.
            discs.Sort((a, b) => (a.View.RadiusPixels, a.Object).CompareTo((b.View.RadiusPixels, b.Object)));
            for (var i = 0; i < discs.Count; i++)
            {
                var (k, view) = discs[i];
                var visible = VisibleShare.Of(view, discs.Skip(i + 1).Select(d => d.View), options.Size);
                if (visible >= LeastVisible)
                    sightings[k].Add(new(frame, view.Centre, view.RadiusPixels, visible));
                if (!clip.IsEmpty)
                    BallRenderer.Draw(clip.Slice(frame * options.FrameBytes, options.FrameBytes), options.Size, view, Tint.White);
            }
        }
        return new ClipObjects(options.Frames, SeenObjects.InOrder(scene.Select((o, k) => (o.Kind, sightings[k]))));
    }
}
