using Saccade.Media;

namespace Saccade.Trajectories.Clips;

/// <summary>
/// A picture of some clips with what is known of them: a row for each view of each clip, captioned with its class, and over its
/// frames the ball's track so far, a dot where each of the earlier frames had it.
/// </summary>
public static class TrackSheet
{
    // So that tracks are drawn finer than the clip's own pixels.
    internal const int Enlargement = 2;

    private static readonly Rgb TrackColour = new(255, 160, 0);

    /// <param name="source">Where the clips come from.</param>
    /// <param name="indices">Which clips, from top to bottom.</param>
    /// <param name="columns">The most frames shown of a clip.</param>
    /// <exception cref="MediaException">A stored clip cannot be read.</exception>
    /// <exception cref="ArgumentException">The sheet would be too large.</exception>
    public static Frame Draw(IClipSource source, IEnumerable<long> indices, int columns)
    {
        var options = source.Options;
        var bytes = new byte[options.ClipBytes];
        var truth = new ClipTruth(options);
        var rows = new List<ContactSheetRow>();
        foreach (var index in indices)
        {
            source.Read(index, bytes, truth);
            for (var view = 0; view < options.Views; view++)
            {
                var caption = $"clip {index}: {options.Classes[truth.ClassIndex]}{(options.Views > 1 ? $", view {view}" : "")}";
                rows.Add(new(caption, WithTrack(options, bytes, truth, view)));
            }
        }
        return ContactSheet.Draw(rows, columns);
    }

    /// <summary>One view of a clip, twice as large, with the ball's track so far in each frame.</summary>
    /// <param name="options">What the clip is like.</param>
    /// <param name="bytes">(V,T,S,S,3)</param>
    /// <param name="truth">The clip's.</param>
    /// <param name="view">Which view.</param>
    internal static Clip WithTrack(ClipOptions options, byte[] bytes, ClipTruth truth, int view)
    {
        var size = options.Size * Enlargement;
        var clip = new Clip(options.Frames, size, size, new FrameRate(25, 1));
        var track = truth.PositionPixels.AsSpan(view * options.Positions, options.Frames);
        for (var t = 0; t < options.Frames; t++)
        {
            var frame = new Frame(size, size, clip.FrameBytes(t).ToArray());
            var source = bytes.AsSpan((view * options.Frames + t) * options.FrameBytes, options.FrameBytes);
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                    source.Slice(3 * (y / Enlargement * options.Size + x / Enlargement), 3).CopyTo(frame.Row(y)[(3 * x)..]);
            }
            for (var earlier = 0; earlier < t && options.HasPositions; earlier++)
            {
                var (from, to) = (track[earlier], track[earlier + 1]);
                frame.DrawLine(Enlargement * from.X, Enlargement * from.Y, Enlargement * to.X, Enlargement * to.Y, TrackColour, alpha: 0.45);
                frame.FillDisc(Enlargement * from.X, Enlargement * from.Y, 1.4, TrackColour);
            }
            clip.SetFrame(t, frame);
        }
        return clip;
    }
}
