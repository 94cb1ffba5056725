using Saccade.Neural;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: SlowFast "overfits": training loss 0.756, validation loss 8.76, 7.4 % accuracy. True (as far as can be told): the training loss is as good as anybody's; the running statistics of its batch
/// norms had not caught up, so that in evaluation it was another model. Caught by the finding <c>mode_disagreement</c>.
/// </summary>
public sealed class NormalisationGap : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0f, false)]
    [InlineData(300f, true)]
    public void Statistics_that_do_not_fit_are_named(float shift, bool isNamed)
    {
        var application = new ToyRun { Learner = engine => new Shifted(new ToyLearner(engine), shift) };
        var run = application.Train(folder["run"], "epochs=1", "learning_rate=0.5");
        Assert.Equal(isNamed ? ["mode_disagreement"] : [], application.Evaluate(run, Split.Test).Findings.Select(f => f.Name));
    }

    /// <summary>Sees points far from zero: within a batch the norm takes that out at once, its running mean gets there only slowly.</summary>
    private sealed class Shifted(ToyLearner inner, float shift) : ILearner
    {
        public Module Model => inner.Model;

        public LossTerms Loss(Batch batch) => inner.Loss(Move(batch));

        public BatchEvaluation Evaluate(Batch batch) => inner.Evaluate(Move(batch));

        private ToyBatch Move(Batch batch)
        {
            var points = (ToyBatch)batch;
            return new(points.Ids, [.. points.Points.Select((x, i) => x + shift * (1 + i % ToyData.Width))], points.Labels);
        }
    }
}
