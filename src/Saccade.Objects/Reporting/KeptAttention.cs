using System.Text.Json;
using Saccade.Objects.Learning;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>
/// What one clip's sightings received of the last layer's attention after an epoch: the same clip in every epoch, so that one can see how attention comes to prefer something.
/// On disk as <c>attention.json</c> beside the epoch's pictures.
/// </summary>
/// <param name="Clip">Its id.</param>
/// <param name="Frames">T</param>
/// <param name="TransientFrames">Those in which a transient is seen.</param>
/// <param name="FrameOf">(K): each sighting's frame.</param>
/// <param name="Attention">What each received.</param>
internal sealed record KeptAttention(string Clip, int Frames, IReadOnlyList<int> TransientFrames, IReadOnlyList<int> FrameOf, TokenAttention Attention)
{
    private const string FileName = "attention.json";

    // Among so many there is nearly always one with both kinds.
    private const int Candidates = 16;

    /// <returns>Of the first clip with both kinds; null without one.</returns>
    public static KeptAttention? Of(TokenizedClips data, IReadOnlyList<SampleOutput> outputs)
    {
        foreach (var ((id, tokens, truth), output) in data.Read(Split.Validation, Candidates).Zip(outputs))
        {
            if (id == output.Id && output.Attention?.GetValueOrDefault(PersistenceLearner.LastLayer) is { } attention && Metrics.AttentionMetric.IsEligible(attention))
                return new(id, truth.Frames, AttentionMap.TransientFrames(truth), tokens.FrameOf, attention);
        }
        return null;
    }

    /// <exception cref="RunException">The folder cannot be written.</exception>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunJson.Line) + "\n");
    }

    /// <summary>Of the first epoch, of one in the middle, of the last; fewer where there are no more.</summary>
    public static IReadOnlyList<(string Epoch, KeptAttention Kept)> Read(RunFolder run)
    {
        if (!Directory.Exists(run.SamplesPath))
            return [];
        var files = Directory.GetDirectories(run.SamplesPath).Order(StringComparer.Ordinal).Select(f => Path.Combine(f, FileName)).Where(File.Exists).ToArray();
        int[] chosen = [.. new[] { 0, files.Length / 2, files.Length - 1 }.Where(i => i >= 0 && i < files.Length).Distinct()];
        try
        {
            return [.. chosen.Select(i => (Path.GetFileName(Path.GetDirectoryName(files[i]))!.Replace('-', ' '), JsonSerializer.Deserialize<KeptAttention>(File.ReadAllText(files[i]), RunJson.Line)!))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return []; // a report without it is still a report
        }
    }
}
