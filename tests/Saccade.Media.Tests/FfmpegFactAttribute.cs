namespace Saccade.Media.Tests;

/// <summary>A test that needs ffmpeg; skipped, and saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute()
    {
        if (!Ffmpeg.IsInstalled) Skip = SkipReason;
    }

    internal static string SkipReason => "ffmpeg and ffprobe are not on PATH: ./test installs them where it may.";
}

/// <summary>A test over several cases that needs ffmpeg.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute()
    {
        if (!Ffmpeg.IsInstalled) Skip = FfmpegFactAttribute.SkipReason;
    }
}
