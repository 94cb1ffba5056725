using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Tape;
using Saccade.Trajectories.Heads;
using Saccade.Trajectories.Learning;

namespace Saccade.Trajectories.Explaining;

/// <summary>Makes one kind of map of single clips with a trained model.</summary>
public sealed class ClipExplainer(TrajectoryLearner learner, MapChoice choice)
{
    /// <summary>Runs the model on one clip and makes the map.</summary>
    /// <param name="values">(V, T, 3, S, S): values 0 to 1.</param>
    /// <param name="read">Takes from the reading what is wanted of it; its tensors end with this call.</param>
    /// <param name="label">Which class Grad-CAM explains; null: the predicted one. Attention knows no class.</param>
    public (ClipMap Map, T Read) Explain<T>(ReadOnlySpan<float> values, Func<TrajectoryReading, T> read, int? label = null)
    {
        learner.Model.SetTraining(false);
        return choice.Kind == MapKind.Gradcam ? ByGradient(values, read, label) : ByAttention(values, read);
    }

    private (ClipMap, T) ByAttention<T>(ReadOnlySpan<float> values, Func<TrajectoryReading, T> read)
    {
        using var scope = learner.Model.Engine.BeginScope();
        using var recording = new AttentionRecording(learner.Extractor);
        var result = read(learner.Read(values));
        var (views, frames) = (learner.Clips.Views, learner.Clips.Frames);
        var map = choice.Kind == MapKind.Rollout
            ? recording.Rollout(views, frames)
            : recording.Received(choice.Layer!, choice.Head, views, frames);
        return (map, result);
    }

    private (ClipMap, T) ByGradient<T>(ReadOnlySpan<float> values, Func<TrajectoryReading, T> read, int? label)
    {
        using var step = learner.Model.Engine.BeginStep(0);
        using var kept = new Intermediates(learner.Extractor, choice.Layer!);
        var reading = learner.Read(values);
        var result = read(reading); // before backward, which gives results back
        var logits = reading.Logits;
        var ofClass = learner.Model.Engine.Zeros(logits.Shape);
        ofClass.AsSpan()[label ?? Largest(logits)] = 1;
        logits.Backward(ofClass);
        var activation = kept[choice.Layer!];
        return (GradCam.Of(activation, activation.Gradient, learner.Clips.Views, learner.Clips.Frames), result);
    }

    private static int Largest(Tensor logits)
    {
        var values = logits.AsSpan();
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
