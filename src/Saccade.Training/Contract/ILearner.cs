using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>
/// A model with its loss and its decoding, on one engine. The trainer opens the steps and scopes, switches the model between
/// training and evaluation, walks back and updates; a learner only computes.
/// </summary>
public interface ILearner
{
    /// <summary>The model: what is optimised, saved and searched for the layer where a NaN appeared.</summary>
    Module Model { get; }

    /// <summary>
    /// Takes over what the model has from another run (a frozen tokenizer). Called once before a fresh model is trained; its checkpoints hold
    /// what was taken over, so that nothing else is needed to go on or to predict. Where it is frozen, controls of the run have it from the run itself.
    /// </summary>
    /// <exception cref="RunException">That run is missing or does not fit; names it and the recipe's key.</exception>
    void LoadPretrained() { }

    /// <summary>From now on every sample is computed from its input alone, whatever is kept of samples (features of a frozen network): asked where costs are measured.</summary>
    void KeepNothing() { }

    /// <summary>The model for other software to run; none: it is not exported as a graph.</summary>
    IReadOnlyList<InferenceGraph> Graphs => [];

    /// <summary>The loss of a batch, recorded on the tape of the step that the trainer has begun.</summary>
    LossTerms Loss(Batch batch);

    /// <summary>Loss and decoded predictions of a batch in one forward pass without a tape, the model in evaluation.</summary>
    BatchEvaluation Evaluate(Batch batch);
}

/// <summary>The loss of a step.</summary>
/// <param name="Total">Scalar; backward starts here.</param>
/// <param name="Parts">Scalars shown by name beside it, such as <c>class</c> and <c>position</c>; may be empty.</param>
public sealed record LossTerms(Tensor Total, IReadOnlyList<(string Name, Tensor Value)> Parts);

/// <summary>A batch judged.</summary>
/// <param name="Loss">Mean loss over the batch.</param>
/// <param name="Outputs">One for each sample, in the batch's order.</param>
public sealed record BatchEvaluation(double Loss, IReadOnlyList<SampleOutput> Outputs);
