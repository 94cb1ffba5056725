using System.Buffers.Binary;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;

namespace Saccade.Editing.Previewing;

/// <summary>The sum of a timeline's sounds as a WAV file of two channels: a block after the other, with only those files open that are heard.</summary>
internal static class SoundMix
{
    private const int BlockSamples = SoundReader.Rate / 10;
    private const int HeaderBytes = 44;

    /// <param name="path">The WAV file.</param>
    /// <param name="plan">What is heard, and how long.</param>
    /// <param name="named">The file that errors of writing name.</param>
    /// <exception cref="MediaException">A file's sound cannot be decoded, or the mix not be written.</exception>
    public static void Write(string path, PreviewPlan plan, string named, CancellationToken cancellation)
    {
        var samples = Samples(plan.Rate.SecondsAt(plan.Frames));
        if (samples * SoundReader.Channels * sizeof(short) > int.MaxValue - HeaderBytes)
            throw new MediaException(named, "the timeline is longer than the three hours of sound that a preview can hold");
        var waiting = new Queue<PlannedSound>(plan.Sounds.OrderBy(s => s.Clip.Start));
        var playing = new List<PlayingSound>();
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            file.Write(Header((int)samples));
            var mix = new float[BlockSamples * SoundReader.Channels];
            var bytes = new byte[mix.Length * sizeof(short)];
            for (long first = 0; first < samples; first += BlockSamples)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = (int)Math.Min(BlockSamples, samples - first);
                while (waiting.TryPeek(out var next) && Samples(next.Clip.Start) < first + count)
                    playing.Add(new PlayingSound(waiting.Dequeue()));
                Array.Clear(mix);
                foreach (var sound in playing)
                    sound.Add(mix.AsSpan(0, count * SoundReader.Channels), first);
                foreach (var ended in playing.Where(p => p.IsOver(first + count)).ToArray())
                {
                    ended.Dispose();
                    playing.Remove(ended);
                }
                for (var i = 0; i < count * SoundReader.Channels; i++)
                    BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), (short)(Math.Clamp(mix[i], -1f, 1f) * short.MaxValue));
                file.Write(bytes, 0, count * SoundReader.Channels * sizeof(short));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(named, $"its sound cannot be written: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        finally
        {
            foreach (var sound in playing)
                sound.Dispose();
        }
    }

    private static long Samples(Rational time) => (time * SoundReader.Rate).Round();

    /// <summary>The 44 bytes before 16-bit samples.</summary>
    private static byte[] Header(int samples)
    {
        const int Bits = 16;
        const int Align = SoundReader.Channels * sizeof(short);
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), HeaderBytes - 8 + (samples * Align));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), SoundReader.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), SoundReader.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), SoundReader.Rate * Align);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), Align);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), Bits);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), samples * Align);
        return header;
    }

    /// <summary>One sound from its start on.</summary>
    private sealed class PlayingSound : IDisposable
    {
        private readonly PlannedSound _sound;
        private readonly long _start, _end;
        private readonly IEnumerator<ReadOnlyMemory<float>> _blocks;
        private ReadOnlyMemory<float> _left;

        public PlayingSound(PlannedSound sound)
        {
            _sound = sound;
            (_start, _end) = (Samples(sound.Clip.Start), Samples(sound.Clip.End));
            var (from, length) = (Rational.Max(sound.Clip.SourceStart, Rational.Zero), sound.Clip.Duration);
            var reader = new SoundReader(sound.File, new SoundReaderOptions
            {
                Start = new MediaTime(from.Numerator, from.Denominator), Length = new MediaTime(length.Numerator, length.Denominator), Channel = sound.Channel,
            });
            _blocks = reader.ReadBlocks(BlockSamples).GetEnumerator();
        }

        public bool IsOver(long sample) => sample >= _end;

        /// <param name="mix">(n, 2): what is heard so far.</param>
        /// <param name="first">The sample of the timeline that it begins with.</param>
        public void Add(Span<float> mix, long first)
        {
            var count = mix.Length / SoundReader.Channels;
            var (from, to) = ((int)Math.Max(0, _start - first), (int)Math.Min(count, _end - first));
            var level = (float)_sound.Level.At(new Rational(Math.Max(first, _start) - _start, SoundReader.Rate));
            for (var at = from; at < to;)
            {
                if (_left.IsEmpty && !Next())
                    return;
                var taken = Math.Min(_left.Length / SoundReader.Channels, to - at);
                var samples = _left.Span[..(taken * SoundReader.Channels)];
                for (var i = 0; i < samples.Length; i++)
                    mix[(at * SoundReader.Channels) + i] += level * (float.IsFinite(samples[i]) ? samples[i] : 0);
                _left = _left[(taken * SoundReader.Channels)..];
                at += taken;
            }
        }

        public void Dispose() => _blocks.Dispose();

        private bool Next()
        {
            if (!_blocks.MoveNext())
                return false;
            _left = _blocks.Current;
            return true;
        }
    }
}
