using System.Text.Json;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Scenes;

/// <summary>Writes made scenes as a <see cref="CountingSet"/>, split 60/20/20.</summary>
public static class SceneSet
{
    private const int Fewest = 5, Most = 1_000_000, Group = 64;

    /// <param name="folder">New or empty. It holds a set once this has returned, and nothing of it after a failure or a cancellation.</param>
    /// <param name="options">What scenes are like.</param>
    /// <param name="samples">How many; a scene is the same whatever their number.</param>
    /// <param name="progress">Told how many are written.</param>
    /// <param name="cancellation">Stops the writing and removes what was written.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="MediaException">The folder holds something or cannot be written to.</exception>
    /// <exception cref="RunException">The disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Make(string folder, SceneOptions options, int samples, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (samples is < Fewest or > Most)
            throw new ArgumentException($"samples: {samples} is not in the range {Fewest} to {Most}");
        var generator = new SceneGenerator(options);
        using var writer = new CountingSetWriter(folder);
        var scenes = new Scene[Math.Min(Group, samples)];
        for (var first = 0; first < samples; first += scenes.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var (from, count) = (first, Math.Min(scenes.Length, samples - first));
            Parallel.For(0, count, i => scenes[i] = generator.Make(from + i));
            for (var i = 0; i < count; i++)
                writer.Append(scenes[i].Picture, SplitDeal.Of(first + i, options.Seed), [Categories.Names[scenes[i].Category]], [.. scenes[i].Objects.Select(Annotated)]);
            progress?.Report(first + count);
        }
        cancellation.ThrowIfCancellationRequested();
        writer.Complete(JsonSerializer.SerializeToElement(new { Kind = "scenes", Options = options }, CountingJson.Options));
    }

    private static CountedObject Annotated(SeenObject seen) => new(seen.Point, seen.Box, Categories.Names[Categories.Of(seen.Colour)]);
}
