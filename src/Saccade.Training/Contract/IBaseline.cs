namespace Saccade.Training;

/// <summary>
/// A control beside which a model's number is shown: something simpler (majority), or the same model robbed of what it is said
/// to need (frames shuffled, one still frame). One class each; an application lists those that fit its task.
/// </summary>
public interface IBaseline
{
    /// <summary>The stable snake_case name: <c>majority</c>, <c>constant</c>, <c>still_frame</c>, <c>shuffled_frames</c>, ...</summary>
    string Name { get; }

    /// <summary>Whether a model must beat it to be supported; otherwise it is shown for information (such as <c>reversed_frames</c>).</summary>
    bool IsRival { get; }

    /// <summary>
    /// Whether it is the best that anybody can do with what the model sees. A model that is significantly better has seen something else: the check
    /// <c>above_NAME</c> fails then, and with it every claim. A ceiling is no rival.
    /// </summary>
    bool IsCeiling => false;

    /// <summary>
    /// Whether what it says is kept beside the runs for all of them. Only for one that takes its time, and asks neither the trained model nor the recipe:
    /// the data and the split alone.
    /// </summary>
    bool IsKept => false;

    /// <returns>One output for each sample of <see cref="BaselineContext.Split"/>, with the truth filled in; empty when the baseline does not apply.</returns>
    IReadOnlyList<SampleOutput> Predict(BaselineContext context);
}
