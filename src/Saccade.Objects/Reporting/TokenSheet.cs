using Saccade.Media;
using Saccade.Objects.Data;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>
/// A few judged clips on one picture. Every sighting has two boxes: the inner one in the colour of the truth, the outer one in that of what the model said
/// of its track (green: persistent; orange: transient). Of models of frames and clips the line below each frame says what they said of it.
/// </summary>
internal static class TokenSheet
{
    public const string FileName = "clips.png";

    private const int Clips = 6, Columns = 16, Enlargement = 3;

    private static readonly Rgb Persistent = new(80, 220, 120), Transient = new(255, 160, 0), Unknown = Rgb.Gray(120);

    /// <summary>Draws the first of the outputs into <c>clips.png</c> of a folder, which is made.</summary>
    /// <exception cref="RunException">A clip cannot be read, or the picture not written.</exception>
    public static void Write(TokenizedClips data, IReadOnlyList<SampleOutput> outputs, string folder)
    {
        if (data.Clips is not PersistenceData clips || outputs.Count == 0)
            return;
        try
        {
            var rows = data.Read(Split.Validation, Clips).Zip(outputs).Where(c => c.First.Id == c.Second.Id).Select(c => Row(clips, c.First.Tokens, c.Second)).ToArray();
            Directory.CreateDirectory(folder);
            PngWriter.Write(Path.Combine(folder, FileName), ContactSheet.Draw(rows, Columns));
        }
        catch (Exception failure) when (failure is MediaException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RunException(failure.Message.ReplaceLineEndings(" "), failure);
        }
    }

    private static ContactSheetRow Row(PersistenceData data, ClipTokens tokens, SampleOutput output)
    {
        var options = data.Options;
        var bytes = new byte[options.ClipBytes];
        var truth = data.Source.Read(long.Parse(output.Id), bytes);
        var clip = new Clip(options.Frames, Enlargement * options.Size, Enlargement * options.Size, new FrameRate(25, 1));
        for (var t = 0; t < options.Frames; t++)
        {
            var frame = new Frame(options.Size, options.Size, bytes.AsSpan(t * options.FrameBytes, options.FrameBytes).ToArray()).Resized(clip.Width, clip.Height);
            foreach (var (m, track) in tokens.Tracks.Index())
            {
                foreach (var point in track.Points.Where(p => p.Frame == t))
                {
                    var (x, y) = (Enlargement * point.Object.Centre.X, Enlargement * point.Object.Centre.Y);
                    var reach = Enlargement * (point.Object.RadiusPixels + 1);
                    Box(frame, x, y, reach, Colour(tokens.TrackLabels[m]));
                    if (output.Units?.Count == tokens.Tracks.Count)
                        Box(frame, x, y, reach + 3, Colour(output.Units[m].Prediction));
                }
            }
            if (output.Units?.Count == options.Frames)
                frame.FillBox(0, frame.Height - 3, frame.Width, frame.Height, Colour(output.Units[t].Prediction));
            clip.SetFrame(t, frame);
        }
        var said = output.Probabilities.Count == 2 ? $", said {Name(output.Prediction)} ({100 * output.Probabilities[output.Prediction]:0} %)" : "";
        return new($"clip {output.Id}: {truth.TransientFrames} transient frames, {Name((int)truth.Clip)}{said}", clip);
    }

    private static string Name(int label) => PersistenceNames.All[label];

    private static void Box(Frame frame, double x, double y, double reach, Rgb colour) => frame.DrawBox(x - reach, y - reach, x + reach, y + reach, colour);

    private static Rgb Colour(int label) => label switch { (int)Persistence.Persistent => Persistent, (int)Persistence.Transient => Transient, _ => Unknown };
}
