using System.Text.RegularExpressions;
using Saccade.Media;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Import;

/// <summary>
/// The frames of one recording, fitted into the square that a model sees: a video of any kind that ffmpeg decodes, brought to a rate, or a folder of
/// pictures, one frame each in the order of their names (2 before 10), which are taken to have that rate already.
/// </summary>
internal static partial class SquareFrames
{
    // More decoded bytes of one recording are not held: three hours at 8 frames of 64 pixels a second.
    private const long MostBytes = 1L << 30;

    private static readonly string[] PictureEndings = [".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff"];

    /// <summary>Whether a folder holds pictures, so that it is a recording itself.</summary>
    public static bool IsFrameFolder(string folder) => Pictures(folder).Length > 0;

    /// <summary>Width and height of a recording's frames, as shown.</summary>
    /// <exception cref="MediaException">It cannot be read, or is a single picture; the message names the file.</exception>
    public static (int Width, int Height) SizeOf(string path)
    {
        if (Directory.Exists(path))
        {
            var pictures = Pictures(path);
            if (pictures.Length == 0)
                throw new MediaException(path, "it holds no pictures");
            var first = ImageFile.Read(pictures[0]);
            return (first.Width, first.Height);
        }
        var probe = MediaProbe.Read(path);
        return probe.IsPicture ? throw new MediaException(path, "it is a single picture; motion needs a video, or a folder of pictures") : (probe.Width, probe.Height);
    }

    /// <param name="path">The recording.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="box">How its pictures lie in the square.</param>
    /// <exception cref="MediaException">It cannot be decoded to its end, or a picture of a folder has another size than the first.</exception>
    public static IEnumerable<Frame> Read(string path, FrameRate rate, Letterbox box)
    {
        var square = new Frame(box.Size, box.Size);
        foreach (var picture in Directory.Exists(path) ? Folder(path, box) : Video(path, rate, box))
        {
            square.Paste(picture, box.Corner.X, box.Corner.Y);
            yield return square;
        }
    }

    private static IEnumerable<Frame> Video(string path, FrameRate rate, Letterbox box) =>
        new FfmpegReader(path, new() { Rate = rate, Size = box.Inner, MaxFrames = MostBytes / (3L * box.Size * box.Size) }).ReadFrames().Select(f => f.Frame);

    private static IEnumerable<Frame> Folder(string path, Letterbox box)
    {
        (string Path, Frame Frame)? first = null;
        foreach (var picture in Pictures(path))
        {
            var frame = ImageFile.Read(picture);
            first ??= (picture, frame);
            if ((frame.Width, frame.Height) != (first.Value.Frame.Width, first.Value.Frame.Height))
                throw new MediaException(picture, $"is {frame.Width} x {frame.Height}, but '{Path.GetFileName(first.Value.Path)}' in the same folder is {first.Value.Frame.Width} x {first.Value.Frame.Height}");
            yield return frame.Resized(box.Inner.Width, box.Inner.Height);
        }
    }

    private static string[] Pictures(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(f => PictureEndings.Contains(Path.GetExtension(f).ToLowerInvariant())).OrderBy(f => Digits().Replace(Path.GetFileName(f), m => m.Value.PadLeft(12, '0')), StringComparer.Ordinal)];

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
