using Saccade.Media;

namespace Saccade.Tests;

/// <summary>A test that needs ffmpeg; skipped, and saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute()
    {
        if (!Ffmpeg.IsInstalled)
            Skip = "ffmpeg and ffprobe are not on PATH: ./test installs them where it may.";
    }
}
