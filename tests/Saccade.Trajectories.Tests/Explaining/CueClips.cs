using Saccade.Tensors.Random;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Explaining;

namespace Saccade.Trajectories.Tests.Explaining;

/// <summary>
/// Clips whose class is decided by a cue at a known place and time: a square, red for class 0 and green for class 1, in two frames that
/// follow each other, on noise. A blue square in another place of every frame means nothing.
/// </summary>
internal static class CueClips
{
    public const int Square = 8;

    public static ClipOptions Options { get; } = new() { Frames = 4, Size = 32, Classes = ["linear", "circular"] };

    /// <summary>(1, T, 3, S, S) values 0 to 1, the label, and the cue's box in each frame.</summary>
    public static (float[] Values, int Label, MapBox?[] Cue) Make(ulong index)
    {
        var (frames, size) = (Options.Frames, Options.Size);
        var places = size / Square;
        var key = new RandomKey(11, RandomStream.Data, index);
        var values = new float[frames * 3 * size * size];
        for (var i = 0; i < values.Length; i++)
            values[i] = 0.2f * key.Uniform((ulong)i + 100);
        var label = (int)(index % 2);
        var cuePlace = key.Integer(0, places * places);
        var otherPlace = (cuePlace + 1 + key.Integer(1, places * places - 1)) % (places * places);
        var start = key.Integer(2, frames - 1);
        var cue = new MapBox?[frames];
        for (var t = 0; t < frames; t++)
        {
            Paint(t, otherPlace, channel: 2);
            if (t < start || t > start + 1)
                continue;
            Paint(t, cuePlace, channel: label);
            cue[t] = MapBox.Around((cuePlace % places + 0.5) / places, (cuePlace / places + 0.5) / places, 1.0 / places);
        }
        return (values, label, cue);

        void Paint(int t, int place, int channel)
        {
            for (var y = place / places * Square; y < (place / places + 1) * Square; y++)
                values.AsSpan(((t * 3 + channel) * size + y) * size + place % places * Square, Square).Fill(1);
        }
    }
}
