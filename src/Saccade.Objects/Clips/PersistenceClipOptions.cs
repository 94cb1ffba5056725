using System.Globalization;
using System.Text.Json.Serialization;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>
/// Everything that decides what clips of objects look like: together with a sample index it fixes every byte. A clip is (T,S,S,3) bytes:
/// frames, height, width, channels, on black ground.
/// </summary>
public sealed record PersistenceClipOptions
{
    /// <summary>Frames of a transient object's life at most; a persistent one's is longer.</summary>
    public const int LongestTransient = 3;

    /// <summary>The most of <see cref="Transients"/>.</summary>
    public const int MostTransients = 16;

    /// <summary>The most of <see cref="ShortLived"/>.</summary>
    public const int MostShortLived = 8;

    /// <summary>The most objects that a clip can have.</summary>
    public const int MostObjects = 1 + MostShortLived + MostTransients;

    // Two gaps of a few frames need room.
    private const int LeastFramesOcclusion = 12;

    /// <summary>Default neutral: only time and motion tell.</summary>
    public PersistenceLook Look { get; init; }

    /// <summary>T, default 32: with 16 the historical share of persistent clips falls from a half to a quarter.</summary>
    public int Frames { get; init; } = 32;

    /// <summary>S: width and height in pixels, default 64.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Motions that objects' paths are drawn from, each as often. Default: the four families that both sets of motions have.</summary>
    public IReadOnlyList<string> Classes { get; init; } = MotionFamilies.DefaultClasses;

    /// <summary>Default matched.</summary>
    public MotionSet Motion { get; init; } = MotionSet.Matched;

    /// <summary>Default pinhole.</summary>
    public Projection Projection { get; init; } = Projection.Pinhole;

    /// <summary>A clip has 1 to this many transients, as often each (0: none). Default 6.</summary>
    public int Transients { get; init; } = 6;

    /// <summary>A clip has 0 to this many persistent objects whose life is 4 to 8 frames, as often each. Default 4. Neutral look only.</summary>
    public int ShortLived { get; init; } = 4;

    /// <summary>
    /// Probability that a transient is followed, after 1 to 4 dark frames, by another near its place but not on its path: two objects that a tracker
    /// is tempted to take for one. The second counts among <see cref="Transients"/>. Default 0.25. Neutral look only.
    /// </summary>
    public double Flicker { get; init; } = 0.25;

    /// <summary>
    /// Lives near the border between the kinds: every transient has 3 frames, a short-lived object 4, or only 2 or 3 sightings. Two sightings on their own cannot be told
    /// from two flashes.
    /// </summary>
    public bool Boundary { get; init; }

    /// <summary>The ball that is there all the time is hidden once or twice for 2 to 5 frames.</summary>
    public bool Occlusion { get; init; }

    /// <summary>Half of the other objects pass the lasting ball so closely that they touch or cover each other.</summary>
    public bool Crossing { get; init; }

    /// <summary>Standard deviation of a Gaussian blur in pixels; default none.</summary>
    public double Blur { get; init; }

    /// <summary>Standard deviation of Gaussian noise on every pixel, as a share of full scale (0.02 is 5 of 255). Default none.</summary>
    public double Noise { get; init; }

    /// <summary>Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How clips came about, for comparing training with evaluation: everything that decides their look but the seed.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Conditions
    {
        get
        {
            var conditions = new Dictionary<string, string>
            {
                ["look"] = Look.ToString().ToLowerInvariant(),
                ["motion"] = Motion.ToString().ToLowerInvariant(),
                ["projection"] = Projection.ToString().ToLowerInvariant(),
                ["transients"] = Transients.ToString(CultureInfo.InvariantCulture),
                ["blur"] = Blur.ToString(CultureInfo.InvariantCulture),
                ["noise"] = Noise.ToString(CultureInfo.InvariantCulture),
            };
            if (Look == PersistenceLook.Coloured)
                return conditions;
            conditions["short_lived"] = ShortLived.ToString(CultureInfo.InvariantCulture);
            conditions["flicker"] = Flicker.ToString(CultureInfo.InvariantCulture);
            foreach (var (name, on) in new[] { ("boundary", Boundary), ("occlusion", Occlusion), ("crossing", Crossing) })
                conditions[name] = on ? "yes" : "no";
            return conditions;
        }
    }

    /// <summary>Bytes of a clip: T*S*S*3.</summary>
    [JsonIgnore]
    public int ClipBytes => Frames * FrameBytes;

    /// <summary>Bytes of a frame: S*S*3.</summary>
    [JsonIgnore]
    public int FrameBytes => Size * Size * 3;

    /// <exception cref="ArgumentException">A value is out of its range; the message names the option and the range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Look))
            throw new ArgumentException($"look: there is no look {(int)Look}.");
        if (Classes.Count == 0 || Classes.Distinct().Count() != Classes.Count)
            throw new ArgumentException($"classes: '{string.Join(",", Classes)}' must name at least one motion, and none twice.");
        foreach (var name in Classes)
            MotionFamilies.Named(name).DrawFrom(Motion);
        if (!Enum.IsDefined(Projection))
            throw new ArgumentException($"projection: there is no kind {(int)Projection}.");
        RequireBetween("frames", Frames, 2, 1024);
        RequireBetween("size", Size, 16, 1024);
        RequireBetween("transients", Transients, 0, MostTransients);
        RequireBetween("short_lived", ShortLived, 0, MostShortLived);
        RequireBetween("flicker", Flicker, 0, 1);
        RequireBetween("blur", Blur, 0, 8);
        RequireBetween("noise", Noise, 0, 1);
        if ((long)Frames * Size * Size * 3 > 1 << 28)
            throw new ArgumentException($"frames, size: a clip of {Frames} x {Size} x {Size} x 3 bytes is over 256 MB.");
        if (Look == PersistenceLook.Coloured)
        {
            foreach (var (name, on) in new[] { ("boundary", Boundary), ("occlusion", Occlusion), ("crossing", Crossing) })
            {
                if (on)
                    throw new ArgumentException($"{name}: the coloured look is the historical definition, which has no such option: leave it out or take the neutral look.");
            }
            return;
        }
        if (ShortLived > 0 && Frames <= LongestTransient)
            throw new ArgumentException($"short_lived: a clip of {Frames} frames has no room for a life of {LongestTransient + 1}: set it to 0 or take more frames.");
        if (Occlusion && Frames < LeastFramesOcclusion)
            throw new ArgumentException($"occlusion: needs at least {LeastFramesOcclusion} frames, not {Frames}.");
    }

    private static void RequireBetween(string option, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentException($"{option}: {value} is not between {low} and {high}.");
    }
}
