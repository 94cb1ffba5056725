using Saccade.Media;

namespace Saccade.Objects.Clips;

/// <summary>
/// A picture of some clips with what is known of them: a row for each, and in its frames a ring around every object that is seen, green where it stays and
/// orange where it is transient; dots show where each was in earlier frames, so that no transient is missed between two columns.
/// </summary>
public static class ObjectSheet
{
    // So that rings are drawn finer than the clip's own pixels.
    private const int Enlargement = 2;

    private static readonly Rgb Stays = new(70, 200, 90), Flickers = new(255, 130, 0);

    /// <param name="source">Where the clips come from.</param>
    /// <param name="indices">Which clips, from top to bottom.</param>
    /// <param name="columns">The most frames shown of a clip.</param>
    /// <exception cref="MediaException">A stored clip cannot be read.</exception>
    /// <exception cref="ArgumentException">The sheet would be too large.</exception>
    public static Frame Draw(IPersistenceClips source, IEnumerable<long> indices, int columns)
    {
        var bytes = new byte[source.Options.ClipBytes];
        var rows = new List<ContactSheetRow>();
        foreach (var index in indices)
        {
            var truth = source.Read(index, bytes);
            var transients = truth.Objects.Count(o => o.Kind == Persistence.Transient);
            var caption = $"clip {index}: {truth.Clip.ToString().ToLowerInvariant()}, {transients} of {truth.Objects.Count} objects and {truth.TransientFrames} of {truth.Frames} frames transient";
            rows.Add(new(caption, WithTruth(source.Options, bytes, truth)));
        }
        return ContactSheet.Draw(rows, columns);
    }

    private static Clip WithTruth(PersistenceClipOptions options, byte[] bytes, ClipObjects truth)
    {
        var clip = new Clip(options.Frames, options.Size * Enlargement, options.Size * Enlargement, new FrameRate(25, 1));
        for (var t = 0; t < options.Frames; t++)
        {
            var frame = new Frame(options.Size, options.Size, bytes.AsSpan(t * options.FrameBytes, options.FrameBytes).ToArray()).Enlarged(Enlargement);
            foreach (var o in truth.Objects)
            {
                var colour = o.Kind == Persistence.Persistent ? Stays : Flickers;
                foreach (var sighting in o.Sightings.TakeWhile(s => s.Frame <= t))
                {
                    var (x, y) = (Enlargement * sighting.Centre.X, Enlargement * sighting.Centre.Y);
                    if (sighting.Frame == t)
                        frame.DrawCircle(x, y, Enlargement * sighting.RadiusPixels + 2, colour);
                    else
                        frame.FillDisc(x, y, 1.2, colour, alpha: 0.6);
                }
            }
            clip.SetFrame(t, frame);
        }
        return clip;
    }
}
