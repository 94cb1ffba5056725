namespace Saccade.Training;

/// <summary>
/// <c>permuted_labels</c>: the same model, trained with every sample's truth dealt to another sample, and judged on the real truth. There is nothing to
/// learn then; what it still scores is what chance, class shares or a leak around the input give away.
/// </summary>
/// <param name="permuted">A view of the data whose training samples have the truth of others; other splits unchanged.</param>
public sealed class PermutedLabelsBaseline(Func<IDataSource, LabelPermutation, IDataSource> permuted) : IBaseline
{
    private const ulong Seed = 1;

    public string Name => "permuted_labels";
    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) =>
        context.TrainControl(Name, permuted(context.Data, new LabelPermutation(context.Data.Count(Split.Train), Seed)), context.Split);
}
