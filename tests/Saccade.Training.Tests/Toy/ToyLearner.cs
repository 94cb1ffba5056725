using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Training.Tests.Toy;

/// <summary>A linear classifier under the hinge loss: relu(1 - s w.x), s = 1 above and -1 below the plane.</summary>
public sealed class ToyLearner : ILearner
{
    private readonly ToyModel model;

    public ToyLearner(Engine engine)
    {
        model = new ToyModel(engine);
        model.Initialize();
    }

    public Module Model => model;

    public LossTerms Loss(Batch batch) => new(Forward((ToyBatch)batch), []);

    public BatchEvaluation Evaluate(Batch batch)
    {
        var toy = (ToyBatch)batch;
        var scores = model.Score(model.Engine.From(toy.Points, batch.Count, ToyData.Width)).ToArray();
        var outputs = scores.Select((score, i) => new SampleOutput
        {
            Id = batch.Ids[i],
            Label = toy.Labels[i],
            Prediction = score > 0 ? 1 : 0,
            Probabilities = [1 / (1 + MathF.Exp(score)), 1 / (1 + MathF.Exp(-score))],
        });
        return new BatchEvaluation(Forward(toy).Item(), [.. outputs]);
    }

    private Tensor Forward(ToyBatch batch)
    {
        var engine = model.Engine;
        // The signs go into the points, so that -s w.x is one linear layer.
        var signed = batch.Points.Select((value, i) => batch.Labels[i / ToyData.Width] == 1 ? -value : value).ToArray();
        var margins = model.Score(engine.From(signed, batch.Count, ToyData.Width));
        var hinge = margins.Linear(engine.From([1f], 1, 1), engine.From([1f], 1), Activation.Relu);
        return engine.Full(new Shape(1, batch.Count), 1f / batch.Count).MatMul(hinge).Reshape();
    }
}

/// <summary>One layer.</summary>
public sealed class ToyModel : Module
{
    private readonly ToyLayer score;

    public ToyModel(Engine engine) : base(engine) => score = Register("score", new ToyLayer(engine));

    /// <param name="x">[B, Width]</param>
    /// <returns>[B, 1]</returns>
    public Tensor Score(Tensor x) => Observed(score.Score(x));
}

/// <summary>Width weights, and dropout that shows whether random numbers go on after a resume as they would have.</summary>
public sealed class ToyLayer : Module
{
    private readonly Tensor weight;

    public ToyLayer(Engine engine) : base(engine) => weight = RegisterParameter("weight", new Shape(1, ToyData.Width), Initializers.Uniform(0.1));

    public Tensor Score(Tensor x)
    {
        var y = x.Linear(weight, null);
        return Observed(Training ? y.ResidualDropout(Engine.Zeros(y.Shape), 0.2f) : y);
    }
}
