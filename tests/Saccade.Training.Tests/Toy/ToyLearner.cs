using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Training.Tests.Toy;

/// <summary>A linear classifier of two classes under cross-entropy.</summary>
public sealed class ToyLearner : ILearner
{
    private readonly ToyModel model;

    private readonly string pretrained;

    public ToyLearner(Engine engine, string pretrained = "")
    {
        this.pretrained = pretrained;
        model = new ToyModel(engine);
        model.Initialize();
    }

    public Module Model => model;

    public void LoadPretrained()
    {
        if (pretrained.Length > 0 && !Directory.Exists(pretrained))
            throw new RunException($"recipe: toy.pretrained: {pretrained}: is not a run");
    }

    public LossTerms Loss(Batch batch)
    {
        var loss = CrossEntropy(Logits(batch), batch);
        return new LossTerms(loss, [("class", loss)]);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var logits = Logits(batch);
        var probabilities = logits.Softmax().ToArray();
        var outputs = batch.Ids.Select((id, i) => new SampleOutput
        {
            Id = id,
            Label = ((ToyBatch)batch).Labels[i],
            Prediction = probabilities[2 * i] > probabilities[(2 * i) + 1] ? 0 : 1,
            Probabilities = probabilities[(2 * i)..((2 * i) + 2)],
        });
        return new BatchEvaluation(CrossEntropy(logits, batch).Item(), [.. outputs]);
    }

    private Tensor Logits(Batch batch) => model.Forward(model.Engine.From(((ToyBatch)batch).Points, batch.Count, ToyData.Width));

    private Tensor CrossEntropy(Tensor logits, Batch batch) => logits.CrossEntropy(model.Engine.From(((ToyBatch)batch).Labels, batch.Count));
}

/// <summary>
/// Batch norm, whose running statistics, and dropout, whose random numbers, show whether a resumed run goes on as it would have.
/// </summary>
public sealed class ToyModel : Module
{
    private readonly BatchNorm norm;
    private readonly Linear score;

    public ToyModel(Engine engine) : base(engine)
    {
        norm = Register("norm", new BatchNorm(engine, ToyData.Width));
        score = Register("score", new Linear(engine, ToyData.Width, 2));
    }

    /// <param name="x">[B, Width]</param>
    /// <returns>[B, 2]</returns>
    public Tensor Forward(Tensor x)
    {
        x = norm.Forward(x);
        if (Training)
            x = x.ResidualDropout(Engine.Zeros(x.Shape), 0.1f);
        return Observed(score.Forward(x));
    }
}
