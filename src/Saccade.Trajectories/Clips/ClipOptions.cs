using System.Text.Json.Serialization;
using Saccade.Media;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Clips;

/// <summary>
/// Everything that decides what the clips of a set look like: together with a sample index it fixes every byte.
/// A clip is (V,T,S,S,3) bytes: views, frames, height, width, channels.
/// </summary>
public sealed record ClipOptions
{
    /// <summary>Frames after the last whose positions are known too: what forecasting is asked for.</summary>
    public const int FutureFrames = 5;

    /// <summary>The most <see cref="Distractors"/>.</summary>
    public const int MostDistractors = 8;

    /// <summary>Class names; a sample's label is an index into this list. Default: the four families that both sets of motions have.</summary>
    public IReadOnlyList<string> Classes { get; init; } = MotionFamilies.DefaultClasses;

    /// <summary>Default matched: no still frame gives the class away.</summary>
    public MotionSet Motion { get; init; } = MotionSet.Matched;

    /// <summary>Default pinhole.</summary>
    public Projection Projection { get; init; } = Projection.Pinhole;

    /// <summary>V: pictures taken at the same time from different sides. Default 1.</summary>
    public int Views { get; init; } = 1;

    /// <summary>T, default 16.</summary>
    public int Frames { get; init; } = 16;

    /// <summary>S: width and height in pixels, default 64.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Standard deviation of Gaussian noise on every pixel, as a share of full scale (0.02 is 5 of 255). Default none.</summary>
    public double Noise { get; init; }

    /// <summary>Whether a bar hides the ball for some frames. Default none; then it is left out of JSON and hashes, as in sets made before there were bars.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Occlusion Occlusion { get; init; }

    /// <summary>Smaller, coloured balls that move about as well, up to eight. Default none; then left out as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Distractors { get; init; }

    /// <summary>Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How clips were cut out of somebody's own videos; null, and left out of JSON, for clips of balls that were made. Motion, projection and noise mean nothing then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImportedClips? Import { get; init; }

    /// <summary>Whether it is known where the object is: not in somebody's own videos, of which only the class is.</summary>
    [JsonIgnore]
    public bool HasPositions => Import is null;

    /// <summary>How clips came about, for comparing training with evaluation: everything that decides their look but the seed.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Conditions => Import is null
        ? new Dictionary<string, string>
        {
            ["motion"] = Motion.ToString().ToLowerInvariant(),
            ["projection"] = Projection.ToString().ToLowerInvariant(),
            ["noise"] = Noise.ToString(),
            ["occlusion"] = Occlusion.ToString().ToLowerInvariant(),
            ["distractors"] = Distractors.ToString(),
        }
        : new Dictionary<string, string>
        {
            ["rate"] = Import.Rate,
            ["background"] = Import.Background.ToString().ToLowerInvariant(),
        };

    /// <summary>Bytes of a clip: V*T*S*S*3.</summary>
    [JsonIgnore]
    public int ClipBytes => Views * Frames * FrameBytes;

    /// <summary>Bytes of a frame: S*S*3.</summary>
    [JsonIgnore]
    public int FrameBytes => Size * Size * 3;

    /// <summary>T plus the five to forecast: positions that a clip's truth holds for the ball and for each view.</summary>
    [JsonIgnore]
    public int Positions => Frames + FutureFrames;

    /// <exception cref="ArgumentException">A value is out of its range; the message names the option and the range.</exception>
    public void Validate()
    {
        if (Classes.Count == 0 || Classes.Distinct().Count() != Classes.Count)
            throw new ArgumentException($"classes: '{string.Join(",", Classes)}' must name at least one motion, and none twice.");
        if (Import is null)
        {
            foreach (var name in Classes)
                MotionFamilies.Named(name).DrawFrom(Motion);
        }
        else if (!FrameRate.TryParse(Import.Rate, out _) || !Enum.IsDefined(Import.Background))
        {
            throw new ArgumentException($"rate: '{Import.Rate}' is no rate such as 8 or 30000/1001.");
        }
        Camera.For(Projection, Views, size: 1);
        RequireBetween("frames", Frames, 2, 1024);
        RequireBetween("size", Size, 8, 1024);
        RequireBetween("noise", Noise, 0, 1);
        RequireBetween("distractors", Distractors, 0, MostDistractors);
        if (!Enum.IsDefined(Occlusion))
            throw new ArgumentException($"occlusion: there is no kind {(int)Occlusion}.");
        if ((long)Views * Frames * Size * Size * 3 > 1 << 28)
            throw new ArgumentException($"frames, size, views: a clip of {Views} x {Frames} x {Size} x {Size} x 3 bytes is over 256 MB.");
    }

    private static void RequireBetween(string option, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentException($"{option}: {value} is not between {low} and {high}.");
    }
}
