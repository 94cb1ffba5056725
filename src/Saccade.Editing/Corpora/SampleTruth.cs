using System.Text.Json;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Corpora;

/// <summary>What is known of a sample of a corpus: who made it, and every decision with what would be right by the rules. Beside <c>a.xml</c> it is <c>a.truth.json</c>.</summary>
public sealed record SampleTruth
{
    private const long MostBytes = 64L << 20;

    /// <summary>The editor's name.</summary>
    public required string Editor { get; init; }

    public required ulong Seed { get; init; }

    public required int Sample { get; init; }

    /// <summary>In the order of their steps.</summary>
    public required IReadOnlyList<TrueDecision> Decisions { get; init; }

    /// <summary>The steps of the source that are kept, each from a first to before an end.</summary>
    public required IReadOnlyList<int[]> Kept { get; init; }

    /// <summary>The same as the rules would have it, without any whim.</summary>
    public IReadOnlyList<int[]> KeptByRule { get; init; } = [];

    public static string Beside(string timeline) => Path.ChangeExtension(timeline, ".truth.json");

    /// <exception cref="RunException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RunJson.Line));

    /// <exception cref="MediaException">It cannot be read or understood.</exception>
    public static SampleTruth Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes >> 20} MB that are read");
            return JsonSerializer.Deserialize<SampleTruth>(File.ReadAllBytes(path), RunJson.Line) ?? throw new JsonException("it is null");
        }
        catch (JsonException failure)
        {
            throw new MediaException(path, $"it is no truth of a sample: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    internal static SampleTruth Of(EditedSample sample, ulong seed, int index) => new()
    {
        Editor = sample.Editor.Name,
        Seed = seed,
        Sample = index,
        Decisions = [.. sample.Decisions.Select(d => new TrueDecision(d.Due.Step, d.Due.Track + 1, d.Due.Habit, d.Due.Right, d.IsFollowed))],
        Kept = [.. Stretches(sample.SourceSteps)],
        KeptByRule = [.. FootageRule.Kept(sample.Source, sample.Editor)],
    };

    private static IEnumerable<int[]> Stretches(int[] steps)
    {
        var first = steps[0];
        for (var i = 1; i <= steps.Length; i++)
        {
            if (i < steps.Length && steps[i] == steps[i - 1] + 1)
                continue;
            yield return [first, steps[i - 1] + 1];
            first = i < steps.Length ? steps[i] : 0;
        }
    }
}

/// <param name="Step">The first step at which the change is seen.</param>
/// <param name="Track">The video track, from 1.</param>
/// <param name="Habit">The rule's name.</param>
/// <param name="Right">What the rule calls for.</param>
/// <param name="Followed">False for a whim.</param>
public sealed record TrueDecision(int Step, int Track, string Habit, TrackState Right, bool Followed);
