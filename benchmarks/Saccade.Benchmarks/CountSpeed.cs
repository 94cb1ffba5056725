using System.Diagnostics;
using System.Globalization;
using Saccade.Counting;
using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Scenes;
using Saccade.Counting.Stopping;
using Saccade.Training;

namespace Saccade.Benchmarks;

/// <summary>How long a trained model takes to count one image of twenty things, from its pixels to its points; files and drawing are not in it.</summary>
internal static class CountSpeed
{
    private const int Things = 20, Images = 60, WarmUp = 10;

    /// <param name="folder">Of a run of the task counting.</param>
    public static int Run(string folder)
    {
        using var loaded = new LoadedRun(new ApplicationList(new CountingApplication()), RunFolder.Open(folder));
        var (learner, stopping) = ((ICountingLearner)loaded.Model.Learner, CountStopping.Read(loaded.Model.Run));
        var generator = new SceneGenerator(new SceneOptions { Size = learner.Data.Options.Size, Fewest = Things, Most = Things, Apart = 1, OneColour = 0, Seed = 20 });
        learner.Model.SetTraining(false);
        var (milliseconds, counts) = (new List<double>(), new List<int>());
        for (var i = 0; i < Images; i++)
        {
            var image = CountingImage.On($"{i}", generator.Make(i).Picture, learner.Data.Options.Size, category: 0, [], learner.Data.Options.Order);
            var clock = Stopwatch.StartNew();
            using var batch = new CountingBatch([image], learner.Data.Grid, []);
            using var scope = learner.Model.Engine.BeginScope();
            counts.Add(learner.Count(batch, stopping)[0].Count.Count);
            if (i >= WarmUp)
                milliseconds.Add(clock.Elapsed.TotalMilliseconds);
        }
        milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{milliseconds.Count} images of about {Things} things, {learner.Model.Engine.Threads} thread(s): median {milliseconds[milliseconds.Count / 2]:f1} ms, 95 % within {milliseconds[(int)(0.95 * milliseconds.Count)]:f1} ms; {counts.Average():f1} counted on average"));
        return 0;
    }
}
