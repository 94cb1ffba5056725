using System.Runtime.InteropServices;
using Saccade.Trajectories;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>
/// The coloured look: a white disc on a path of the trajectories for the whole clip, and over it red discs for 1 to 3 frames each, by the equations of an
/// older data set, in [-1, 1] over the picture whatever the camera. Of a clip's labels nothing is changed either: a frame is transient when a red disc is meant
/// to be in it, even where its centre falls off the picture and it is not drawn.
/// </summary>
internal sealed class ColouredClips : IClipPainter
{
    private const int SlotsPerClip = 64;

    private static readonly (byte, byte, byte) White = (255, 255, 255);

    // (0.9, 0.3, 0.3) of full scale, rounded.
    private static readonly (byte, byte, byte) Red = (230, 77, 77);

    private readonly PersistenceClipOptions options;
    private readonly Camera camera;
    private readonly Func<SampleRandom, Motion>[] families;

    public ColouredClips(PersistenceClipOptions options)
    {
        this.options = options;
        camera = Camera.For(options.Projection, views: 1, options.Size)[0];
        families = [.. options.Classes.Select(name => MotionFamilies.Named(name).DrawFrom(options.Motion))];
    }

    /// <inheritdoc/>
    public ClipObjects Paint(long index, Span<byte> clip)
    {
        var discs = new List<Disc>[options.Frames];
        var random = new SampleRandom(options.Seed, index, SamplePurpose.ObjectCounts);
        var ball = families[(int)random.Uniform(8, 0, families.Length)](new SampleRandom(options.Seed, index, SamplePurpose.Motion));
        for (var frame = 0; frame < options.Frames; frame++)
        {
            var centre = camera.See(ball.At(Motion.TimeOfFrame(frame, options.Frames))).Centre;
            discs[frame] = [new(0, (int)Math.Floor(centre.X), (int)Math.Floor(centre.Y), Math.Max(2, (int)Math.Round(3 * options.Size / 64.0)))];
        }
        var transients = options.Transients == 0 ? 0 : ShortLife.Whole(random, 1, 1, options.Transients);
        var transientFrames = new bool[options.Frames];
        for (var k = 1; k <= transients; k++)
            AddTransient(new(options.Seed, index * SlotsPerClip + k, SamplePurpose.HistoricalTransient), k, discs, transientFrames);
        return Draw(clip, discs, transients, transientFrames);
    }

    private void AddTransient(SampleRandom random, int number, List<Disc>[] discs, bool[] transientFrames)
    {
        var duration = ShortLife.Whole(random, 0, 1, Math.Min(PersistenceClipOptions.LongestTransient, options.Frames));
        var start = ShortLife.Whole(random, 1, 0, options.Frames - duration);
        var kind = ShortLife.Whole(random, 2, 0, 3);
        var from = new PositionWorld(random.Uniform(3, -0.8, 0.8), random.Uniform(4, -0.8, 0.8), random.Uniform(5, -0.8, 0.8));
        var velocity = new PositionWorld(random.Uniform(6, -0.1, 0.1), random.Uniform(7, -0.1, 0.1), random.Uniform(8, -0.1, 0.1));
        for (var i = 0; i < duration; i++)
        {
            transientFrames[start + i] = true;
            var (sin, cos) = Math.SinCos(0.5 * i);
            var tau = i / Math.Max(duration - 1.0, 1);
            var p = kind switch
            {
                0 => from + i * velocity,
                1 => from + new PositionWorld(0.3 * cos, 0.3 * sin, 0),
                2 => from + new PositionWorld(0.2 * cos, 0.2 * sin, velocity.Z * i),
                _ => from + new PositionWorld(velocity.X * tau, velocity.Y * tau - 0.5 * tau * tau, velocity.Z * tau),
            };
            var (x, y, z) = (Math.Clamp(p.X, -1, 1), Math.Clamp(p.Y, -1, 1), Math.Clamp(p.Z, -1, 1));
            var depth = 1 - (z + 1) / 2;
            var disc = new Disc(number, (int)((x + 1) * options.Size / 2), (int)((y + 1) * options.Size / 2), Math.Max(2, (int)(0.05 * options.Size * (0.5 + depth))));
            if (disc.X < options.Size && disc.Y < options.Size)
                discs[start + i].Add(disc);
        }
    }

    private ClipObjects Draw(Span<byte> clip, List<Disc>[] discs, int transients, bool[] transientFrames)
    {
        var sightings = Enumerable.Range(0, transients + 1).Select(_ => new List<ObjectSighting>()).ToArray();
        for (var frame = 0; frame < discs.Length; frame++)
        {
            for (var i = 0; i < discs[frame].Count; i++)
            {
                var disc = discs[frame][i];
                if (!clip.IsEmpty)
                    disc.Draw(clip.Slice(frame * options.FrameBytes, options.FrameBytes), options.Size, disc.Number == 0 ? White : Red);
                var visible = disc.VisibleShare(CollectionsMarshal.AsSpan(discs[frame])[(i + 1)..], options.Size);
                if (visible > 0)
                    sightings[disc.Number].Add(new(frame, new(disc.X + 0.5, disc.Y + 0.5), disc.Radius, visible));
            }
        }
        var objects = SeenObjects.InOrder(sightings.Select((s, k) => (k == 0 ? Persistence.Persistent : Persistence.Transient, s)));
        return ClipObjects.Labelled(objects, transientFrames);
    }

    /// <summary>
    /// A disc of whole pixels, those that a filled circle of image libraries has: 37 of 49 at radius 3, more of its box than a rule for red ones needed.
    /// Number 0 is the white one.
    /// </summary>
    private readonly record struct Disc(int Number, int X, int Y, int Radius)
    {
        public void Draw(Span<byte> frame, int size, (byte Red, byte Green, byte Blue) colour)
        {
            for (var y = Math.Max(0, Y - Radius); y <= Math.Min(size - 1, Y + Radius); y++)
            {
                for (var x = Math.Max(0, X - Radius); x <= Math.Min(size - 1, X + Radius); x++)
                {
                    if (Has(x, y))
                        (frame[3 * (y * size + x)], frame[3 * (y * size + x) + 1], frame[3 * (y * size + x) + 2]) = colour;
                }
            }
        }

        /// <summary>How much of it is in the picture and not under a disc that is drawn later.</summary>
        public double VisibleShare(ReadOnlySpan<Disc> later, int size)
        {
            var (whole, visible) = (0, 0);
            for (var y = Y - Radius; y <= Y + Radius; y++)
            {
                for (var x = X - Radius; x <= X + Radius; x++)
                {
                    if (!Has(x, y))
                        continue;
                    whole++;
                    var seen = x >= 0 && y >= 0 && x < size && y < size;
                    foreach (var over in later)
                        seen &= !over.Has(x, y);
                    visible += seen ? 1 : 0;
                }
            }
            return visible / (double)whole;
        }

        private bool Has(int x, int y) => (x - X) * (x - X) + (y - Y) * (y - Y) <= Radius * Radius + 1;
    }
}
