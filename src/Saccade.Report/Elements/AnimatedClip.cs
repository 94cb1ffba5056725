using Saccade.Media;

namespace Saccade.Report.Elements;

/// <summary>
/// A short clip that plays within the page, over and over, without a script: all its frames are one picture, which the page moves along behind a window. It rests at
/// its last frame, and stands still there on paper, under the mouse, and for readers who asked for less motion.
/// </summary>
/// <param name="Frames">At least one, all of one size.</param>
/// <param name="Description">What is to be seen, for those who do not see it.</param>
public sealed record AnimatedClip(IReadOnlyList<Frame> Frames, string Description)
{
    private const int MostFrames = 32;
    private const double FramesPerSecond = 8;

    // The share of the time that it plays, as the page's style says it; then it rests.
    private const double Playing = 0.75;

    /// <summary>SVG elements over every frame, in pixels of the frames.</summary>
    public Html Overlay { get; init; }

    /// <summary>Below it.</summary>
    public Html Caption { get; init; }

    public Html ToHtml()
    {
        var shown = Chosen();
        var (width, height) = (Frames[0].Width, Frames[0].Height);
        var picture = Convert.ToBase64String(FilmStrip.Encode(shown));
        return Html.Of($"""
            <figure class="clip"><div class="film" style="aspect-ratio:{width}/{height}"><img src="data:image/png;base64,{picture}" alt="{Description}" style="{Motion(shown.Length)}"><svg class="overlay" viewBox="0 0 {width} {height}" aria-hidden="true">{Overlay}</svg></div><figcaption>{Caption}</figcaption></figure>
            """);
    }

    /// <summary>Clips side by side, in as many rows as they need.</summary>
    public static Html Grid(IEnumerable<AnimatedClip> clips) => Html.Of($"""<div class="clips">{clips.Select(c => c.ToHtml())}</div>""");

    private static Html Motion(int frames) => frames == 1
        ? Html.Of($"width:100%;animation:none")
        : Html.Of($"width:{100 * frames}%;--end:{-100.0 * (frames - 1) / frames:0.#####}%;animation-duration:{frames / FramesPerSecond / Playing:0.##}s;animation-timing-function:steps({frames - 1})");

    // The first, the last, and evenly between them.
    private Frame[] Chosen() => Frames.Count <= MostFrames
        ? [.. Frames]
        : [.. Enumerable.Range(0, MostFrames).Select(i => Frames[(int)((long)i * (Frames.Count - 1) / (MostFrames - 1))])];
}
