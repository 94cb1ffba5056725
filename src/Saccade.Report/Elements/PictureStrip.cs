using Saccade.Media;

namespace Saccade.Report.Elements;

/// <summary>Frames side by side as one PNG within the page, with what is to be said about them.</summary>
public static class PictureStrip
{
    private const int Gap = 2;

    /// <param name="frames">At least one; placed side by side, tops aligned.</param>
    /// <param name="caption">Below the strip.</param>
    public static Html Of(IReadOnlyList<Frame> frames, string caption)
    {
        var strip = new Frame(frames.Sum(f => f.Width) + Gap * (frames.Count - 1), frames.Max(f => f.Height));
        strip.Fill(Rgb.Gray(128));
        var x = 0;
        foreach (var frame in frames)
        {
            strip.Paste(frame, x, 0);
            x += frame.Width + Gap;
        }
        return Html.Of($"""
            <figure><img src="data:image/png;base64,{Convert.ToBase64String(PngWriter.Encode(strip))}" alt="{caption}" width="{strip.Width}" height="{strip.Height}"><figcaption>{caption}</figcaption></figure>
            """);
    }
}
