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
