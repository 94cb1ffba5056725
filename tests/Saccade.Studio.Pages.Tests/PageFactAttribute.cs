using Saccade.Media;

namespace Saccade.Studio.Pages.Tests;

/// <summary>A test in a browser; skipped, and saying so, where there is none or the pages were not built.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = Chromium.Missing;

    /// <summary>It uploads a video.</summary>
    public bool NeedsFfmpeg
    {
        get;
        init
        {
            field = value;
            if (value && !Ffmpeg.IsInstalled)
                Skip ??= "ffmpeg and ffprobe are not on PATH: ./test installs them where it may.";
        }
    }
}
