using Saccade.Trajectories;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;
using static Saccade.Objects.Clips.ShortLife;

namespace Saccade.Objects.Clips;

/// <summary>
/// Draws what happens in a clip of the neutral look: one ball that is there all the time, short-lived persistent objects, and transients, some of
/// which flicker. A function of options and index.
/// </summary>
internal sealed class NeutralScenes
{
    // An object's own draws: those of ShortLife come first.
    private const int StartDraw = 5, FamilyDraw = 6, LengthDraw = 7, CrossingDraw = 8, SidewaysDraw = 12, UpDraw = 13, FlickerDraw = 16, DarkDraw = 17, SecondFlashDraw = 32;
    private const int LongestDark = 4;
    private const int SlotsPerClip = 64;
    private const double CrossingShare = 0.5;

    // World units, of about 3 from the middle of the picture to its rim.
    private const double Sideways = 1.0, Up = 1.3;

    private readonly PersistenceClipOptions options;
    private readonly Camera camera;
    private readonly Func<SampleRandom, Motion>[] families;
    private readonly SecondFlash secondFlash;

    public NeutralScenes(PersistenceClipOptions options, Camera camera)
    {
        this.options = options;
        this.camera = camera;
        families = [.. options.Classes.Select(name => MotionFamilies.Named(name).DrawFrom(options.Motion))];
        secondFlash = new SecondFlash(camera, options.Frames);
    }

    public List<SceneObject> Of(long index)
    {
        var clip = new SampleRandom(options.Seed, index, SamplePurpose.ObjectCounts);
        var ball = LastingBall(index, clip);
        var scene = new List<SceneObject> { ball };
        var shortLived = Whole(clip, 0, 0, options.ShortLived);
        for (var k = 0; k < shortLived; k++)
            scene.Add(ShortLived(index, slot: 1 + k, ball));
        var transients = options.Transients == 0 ? 0 : Whole(clip, 1, 1, options.Transients);
        for (var k = 0; k < transients; k++)
        {
            var slot = 1 + PersistenceClipOptions.MostShortLived + k;
            var first = Transient(index, slot, ball);
            scene.Add(first);
            if (k + 1 < transients && Of(index, slot).Uniform(FlickerDraw, 0, 1) < options.Flicker)
                scene.Add(After(first, index, slot: 1 + PersistenceClipOptions.MostShortLived + ++k) ?? Transient(index, slot + 1, ball));
        }
        return scene;
    }

    private SceneObject LastingBall(long index, SampleRandom clip)
    {
        var shown = new bool[options.Frames];
        shown.AsSpan().Fill(true);
        // One gap in the first half, and in every other clip one more in the second.
        var gaps = !options.Occlusion ? 0 : clip.Sign(2) > 0 ? 2 : 1;
        for (var gap = 0; gap < gaps; gap++)
        {
            var half = options.Frames / 2;
            var length = Whole(clip, 3 + 2 * gap, 2, Math.Min(5, half - 4));
            shown.AsSpan(gap * half + Whole(clip, 4 + 2 * gap, 2, half - 2 - length), length).Clear();
        }
        return new(Persistence.Persistent, Matched(index, slot: 0), shown);
    }

    private SceneObject ShortLived(long index, int slot, SceneObject ball)
    {
        var random = Of(index, slot);
        var life = options.Boundary ? DrawAtBoundary(random, options.Frames) : Draw(random, options.Frames);
        var start = Whole(random, StartDraw, 0, options.Frames - life.Length);
        var shown = new bool[options.Frames];
        life.CopyTo(shown, start);
        return new(Persistence.Persistent, Path(index, slot, ball, start + (life.Length - 1) / 2.0), shown);
    }

    private SceneObject Transient(long index, int slot, SceneObject ball)
    {
        var length = Length(index, slot);
        var start = Whole(Of(index, slot), StartDraw, 0, options.Frames - length);
        return SceneObject.Flash(Path(index, slot, ball, start + (length - 1) / 2.0), options.Frames, start, length);
    }

    // Null where the clip ends too soon or the picture has no room.
    private SceneObject? After(SceneObject first, long index, int slot)
    {
        var random = Of(index, slot);
        var length = Length(index, slot);
        var last = Array.LastIndexOf(first.Shown, true);
        var start = last + 1 + Whole(random, DarkDraw, 1, LongestDark);
        if (start + length > options.Frames)
            return null;
        var velocity = Lines.Velocity(Matched(index, slot), Motion.TimeOfFrame(start, options.Frames));
        var path = secondFlash.Lay(random, SecondFlashDraw, first.Path, last, start, velocity);
        return path is null ? null : SceneObject.Flash(path, options.Frames, start, length);
    }

    private int Length(long index, int slot)
    {
        var longest = Math.Min(PersistenceClipOptions.LongestTransient, options.Frames);
        return options.Boundary ? longest : Whole(Of(index, slot), LengthDraw, 1, longest);
    }

    // A line that touches a matched path in the middle of the life, or passes the lasting ball then.
    private LinearMotion Path(long index, int slot, SceneObject ball, double middleFrame)
    {
        var time = middleFrame / (options.Frames - 1);
        var touching = Lines.Touching(Matched(index, slot), time);
        var random = Of(index, slot);
        if (!options.Crossing || random.Uniform(CrossingDraw, 0, 1) >= CrossingShare)
            return touching;
        // Past the ball by up to the sum of both radii, a little nearer to the camera or a little farther.
        var view = camera.See(ball.Path.At(time));
        var (sin, cos) = Math.SinCos(random.Uniform(CrossingDraw + 1, 0, 2 * Math.PI));
        var past = view.RadiusPixels * random.Uniform(CrossingDraw + 2, 0.8, 2);
        var radius = view.RadiusPixels * random.Uniform(CrossingDraw + 3, 0.9, 1.1);
        var place = camera.Locate(new(view.Centre.X + past * cos, view.Centre.Y + past * sin), radius);
        return Lines.Through(place, time, touching.At(1) - touching.At(0));
    }

    // A path of the trajectories, which keep to the middle of the picture, moved so that several objects have room in all of it.
    private MovedMotion Matched(long index, int slot)
    {
        var random = Of(index, slot);
        var path = families[(int)random.Uniform(FamilyDraw, 0, families.Length)](new SampleRandom(options.Seed, index * SlotsPerClip + slot, SamplePurpose.ObjectMotion));
        return new(path, new(0, random.Uniform(SidewaysDraw, -Sideways, Sideways), random.Uniform(UpDraw, -Up, Up)));
    }

    private SampleRandom Of(long index, int slot) => new(options.Seed, index * SlotsPerClip + slot, SamplePurpose.ObjectLife);
}
