using Saccade.Media;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>A picture of some clips with what a tokenizer made of them: for each a row of its frames, one of the reconstruction, one of their distance.</summary>
internal static class ReconstructionSheet
{
    private const int Columns = 8;

    /// <param name="learner">The tokenizer.</param>
    /// <param name="clips">Names and values (T, 3, S, S) of clips of one view.</param>
    public static Frame Draw(TokenizerLearner learner, IEnumerable<(string Name, float[] Values)> clips) =>
        ContactSheet.Draw([.. clips.SelectMany(c => Rows(learner, c.Name, c.Values))], Columns);

    /// <summary>One clip, its reconstruction, and their distance.</summary>
    public static IEnumerable<ContactSheetRow> Rows(TokenizerLearner learner, string name, float[] values)
    {
        var pictures = learner.Reconstruct(values).Pictures;
        var difference = values.Zip(pictures, (a, b) => Math.Abs(a - b)).ToArray();
        var decibels = PeakSignalToNoise.Decibels(difference.Average(d => (double)d * d));
        yield return new(name, ToClip(values, learner.Clips));
        yield return new(FormattableString.Invariant($"reconstruction, {decibels:F1} dB"), ToClip(pictures, learner.Clips));
        yield return new("difference", ToClip(difference, learner.Clips));
    }

    // (T, 3, S, S) values 0 to 1 to (T, S, S, 3) bytes.
    private static Clip ToClip(float[] values, ClipOptions options)
    {
        var clip = new Clip(options.Frames, options.Size, options.Size, new FrameRate(25, 1));
        var area = options.Size * options.Size;
        for (var i = 0; i < values.Length; i++)
        {
            var (plane, pixel) = Math.DivRem(i, area);
            var (frame, channel) = Math.DivRem(plane, 3);
            clip.Bytes[3 * (frame * area + pixel) + channel] = (byte)(255 * values[i] + 0.5f);
        }
        return clip;
    }
}
