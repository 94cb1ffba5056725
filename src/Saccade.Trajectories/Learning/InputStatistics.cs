namespace Saccade.Trajectories.Learning;

/// <summary>Cheap numbers of a clip from which it can be told whether it looks like those that a model was judged on.</summary>
internal static class InputStatistics
{
    /// <param name="clip">(T, 3, S, S) values 0 to 1.</param>
    /// <param name="frames">T</param>
    public static Dictionary<string, double> Of(ReadOnlySpan<float> clip, int frames)
    {
        double sum = 0, squares = 0, change = 0;
        foreach (var value in clip)
        {
            sum += value;
            squares += value * value;
        }
        var frame = clip.Length / frames;
        for (var i = frame; i < clip.Length; i++)
            change += Math.Abs(clip[i] - clip[i - frame]);
        var mean = sum / clip.Length;
        return new()
        {
            ["brightness"] = mean,
            ["contrast"] = Math.Sqrt(Math.Max(0, squares / clip.Length - mean * mean)),
            ["change"] = change / Math.Max(1, clip.Length - frame),
        };
    }
}
