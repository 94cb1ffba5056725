using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Tests.Models;

/// <summary>Small sets of real clips as tokens.</summary>
internal static class Batches
{
    public static TokenizedClips Clips(int train = 8, int validation = 4, TokenOptions? options = null, PersistenceClipOptions? clips = null) =>
        new(new GeneratedPersistence(new PersistenceGenerator(clips ?? new PersistenceClipOptions()), train, validation, 4), options ?? new TokenOptions());

    public static TokenBatch First(int count, TokenOptions? options = null)
    {
        using var data = Clips(options: options);
        return (TokenBatch)data.Load(Split.Train, [.. Enumerable.Range(0, count).Select(i => (long)i)], step: 0);
    }

    /// <summary>Clips, of which every second is black.</summary>
    public static TokenBatch WithBlackOnes(int count)
    {
        using var full = First(count);
        var tokenizer = new ClipTokenizer(64, 32, new TokenOptions());
        var black = new ClipObjects(32, []);
        var none = tokenizer.Read(new byte[32 * 64 * 64 * 3], black);
        return new TokenBatch([.. full.Ids], [.. Enumerable.Range(0, count).Select(n => n % 2 == 0 ? none : full.Clip(n))], [.. Enumerable.Range(0, count).Select(n => n % 2 == 0 ? black : full.Truth(n))], 12);
    }

    /// <summary>The same clips with each one's tracks in the reverse order.</summary>
    public static TokenBatch Reversed(TokenBatch batch) =>
        new([.. batch.Ids], [.. Enumerable.Range(0, batch.Count).Select(n => Reversed(batch.Clip(n)))], [.. Enumerable.Range(0, batch.Count).Select(batch.Truth)], batch.Crop);

    private static ClipTokens Reversed(ClipTokens clip)
    {
        var (tracks, tokens) = (clip.Tracks.Count, Enumerable.Range(0, clip.Count).Reverse().ToArray());
        return new ClipTokens
        {
            Tracks = [.. clip.Tracks.Reverse()],
            TrackLabels = [.. clip.TrackLabels.Reverse()],
            TrueSpans = [.. clip.TrueSpans.Reverse()],
            TrackOf = [.. tokens.Select(k => tracks - 1 - clip.TrackOf[k])],
            FrameOf = [.. tokens.Select(k => clip.FrameOf[k])],
            Labels = [.. tokens.Select(k => clip.Labels[k])],
            CentreErrors = [.. tokens.SelectMany(k => clip.CentreErrors.AsSpan(2 * k, 2).ToArray())],
            Geometry = [.. tokens.SelectMany(k => clip.Geometry.AsSpan(k * TrackGeometry.Width, TrackGeometry.Width).ToArray())],
            Pairs = [.. clip.Pairs.Chunk(TrackPairs.Width).Reverse().SelectMany(p => p)],
            Crops = [.. tokens.SelectMany(k => clip.Crops.AsSpan(k * 432, 432).ToArray())],
            LeftOut = clip.LeftOut,
        };
    }
}
