using Saccade.Media;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>
/// How far one still frame gives the class away: the accuracy of <see cref="NearestNeighbours"/> in the ball's place and size in one
/// frame of view 0. What a model scores beyond the best frame needs motion. Computed from the truth; no picture is looked at.
/// </summary>
/// <param name="Mean">Accuracy on the average over the frames tried: five, from the first to the last.</param>
/// <param name="Best">Accuracy in the frame that tells most.</param>
/// <param name="BestFrame">That frame.</param>
public sealed record StillFrameLeak(double Mean, double Best, int BestFrame)
{
    private const int FramesTried = 5;

    /// <param name="source">Where the clips come from.</param>
    /// <param name="indices">At least 32 clips; half of them are neighbours of the others. 6,000 take about a second.</param>
    /// <exception cref="MediaException">A stored set's labels cannot be read.</exception>
    public static StillFrameLeak Of(IClipSource source, IEnumerable<long> indices)
    {
        var options = source.Options;
        var camera = Camera.For(options.Projection, options.Views, options.Size)[0];
        var frames = Enumerable.Range(0, FramesTried).Select(i => i * (options.Frames - 1) / (FramesTried - 1)).Distinct().ToArray();
        var features = Array.ConvertAll(frames, _ => new List<double[]>());
        var labels = new List<int>();
        var truth = new ClipTruth(options);
        foreach (var index in indices)
        {
            source.ReadTruth(index, truth);
            labels.Add(truth.ClassIndex);
            for (var i = 0; i < frames.Length; i++)
            {
                var ball = camera.See(truth.PositionWorld[frames[i]]);
                features[i].Add([ball.Centre.X, ball.Centre.Y, ball.RadiusPixels]);
            }
        }
        var accuracies = Array.ConvertAll(features, f => NearestNeighbours.Accuracy([.. f], [.. labels]));
        var best = Array.IndexOf(accuracies, accuracies.Max());
        return new(accuracies.Average(), accuracies[best], frames[best]);
    }
}
