using System.Buffers.Binary;
using Saccade.Media;

namespace Saccade.Tests;

/// <summary>A video of which every second is known: four seconds at 25 frames a second, each of a colour of its own; in the first and the third there is a tone.</summary>
internal static class MadeRecording
{
    private const int SampleRate = 48_000;
    private const int FramesOfSecond = 25;

    public static IReadOnlyList<Rgb> Colours { get; } = [new(220, 30, 30), new(30, 220, 30), new(30, 30, 220), new(220, 220, 30)];

    public static string Write(string path, int width = 160, int height = 90, bool withSound = true)
    {
        using var sound = new TemporaryFile(path);
        if (withSound)
            File.WriteAllBytes(sound.Path, Tone());
        using var writer = new VideoWriter(path, width, height, new FrameRate(FramesOfSecond, 1), withSound ? sound.Path : null);
        foreach (var colour in Colours)
        {
            var frame = new Frame(width, height);
            frame.Fill(colour);
            for (var i = 0; i < FramesOfSecond; i++)
                writer.Write(frame);
        }
        writer.Complete();
        return path;
    }

    /// <summary>A WAV file of one channel.</summary>
    private static byte[] Tone()
    {
        const int Header = 44;
        var samples = SampleRate * Colours.Count;
        var bytes = new byte[Header + (samples * sizeof(short))];
        "RIFF"u8.CopyTo(bytes);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        "data"u8.CopyTo(bytes.AsSpan(36));
        // Sizes; PCM of one channel; bytes a second; bytes of a sample and its 16 bits.
        foreach (var (at, value) in new[] { (4, bytes.Length - 8), (16, 16), (20, 1 | (1 << 16)), (24, SampleRate), (28, SampleRate * sizeof(short)), (32, sizeof(short) | (16 << 16)), (40, bytes.Length - Header) })
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        for (var i = 0; i < samples; i++)
        {
            var isHeard = i / SampleRate % 2 == 0;
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Header + (sizeof(short) * i)), (short)(isHeard ? short.MaxValue / 2 * Math.Sin(2 * Math.PI * 440 * i / SampleRate) : 0));
        }
        return bytes;
    }
}
