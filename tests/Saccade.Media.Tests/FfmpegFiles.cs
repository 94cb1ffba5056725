using System.Diagnostics;

namespace Saccade.Media.Tests;

/// <summary>Makes files with ffmpeg itself, so that readers are tested on what others write.</summary>
internal static class FfmpegFiles
{
    /// <summary>Runs ffmpeg with these arguments and, when given, these bytes as its standard input; returns its output.</summary>
    public static byte[] Run(string arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("ffmpeg", "-hide_banner -loglevel error -y " + arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task feeding = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        feeding.Wait();
        return output.ToArray();
    }

    /// <summary>A test picture moving for some seconds, coded by default as H.264 with its index at the front.</summary>
    public static string Video(string path, string size = "64x48", string rate = "25", string seconds = "1", string coding = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -movflags +faststart")
    {
        Run($"-f lavfi -i testsrc=size={size}:rate={rate}:duration={seconds} {coding} \"{path}\"");
        return path;
    }

    /// <summary>The frame as ffmpeg is fed it: raw RGB.</summary>
    public static string RawInput(Frame frame) => $"-f rawvideo -pix_fmt rgb24 -s {frame.Width}x{frame.Height} -i pipe:0";
}
