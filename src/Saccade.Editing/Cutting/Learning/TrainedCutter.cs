using Saccade.Editing.Content;
using Saccade.Editing.Time;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>Cuts recordings as a trained run of the model <c>cuts</c> has learnt it, with the threshold and shape that its validation split chose.</summary>
public sealed class TrainedCutter
{
    private readonly CutLearner _learner;
    private readonly CutSettings _settings;
    private readonly InputDomain? _domain;

    /// <param name="model">A loaded run, which has to stay loaded.</param>
    /// <exception cref="RunException">It is of another model, or has no <c>cutting.json</c>.</exception>
    public TrainedCutter(TrainedModel model)
    {
        _learner = model.Learner as CutLearner ?? throw new RunException($"{model.Run.Given}: is a run of the model '{model.Recipe.Run.Model}', and recordings are cut by one of 'cuts'");
        _settings = CutSettings.Read(model.Run) ?? throw new RunException($"{model.Run.Given}: has no {Path.GetFileName(model.Run.CuttingPath)}, where the threshold stands: train it again");
        _domain = InputDomain.Read(model.Run);
    }

    /// <summary>The stretches to keep.</summary>
    /// <param name="features">The recording's.</param>
    /// <param name="target">How long the result may be; null: as much as the run's threshold keeps.</param>
    /// <returns>In the order of their starts, each with its mean probability and what is heard and seen in it.</returns>
    /// <exception cref="ArgumentException">The target is not positive.</exception>
    public IReadOnlyList<KeptStretch> Cut(ContentFeatures features, Rational? target = null) =>
        CutChoice.Of(features, Probabilities(features), _settings.Threshold, _settings.Shape, target, CutWords.Of(features));

    /// <summary>Whether a recording is like those that the run was judged on; null when that cannot be said.</summary>
    public bool? IsInDomain(ContentFeatures features)
    {
        if (_domain is null)
            return null;
        using var batch = _learner.Data.Whole(features);
        return _domain.Outside(new SampleOutput { Id = "", Statistics = batch.Statistics[0] }).Count == 0;
    }

    /// <summary>(T): the probability of each step of being kept.</summary>
    public float[] Probabilities(ContentFeatures features)
    {
        using var batch = _learner.Data.Whole(features);
        _learner.Model.SetTraining(false);
        return _learner.Scores(batch)[0];
    }
}
