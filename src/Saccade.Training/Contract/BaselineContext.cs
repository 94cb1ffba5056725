namespace Saccade.Training;

/// <summary>
/// What a baseline may use. Anything that needs a model goes through <see cref="Run"/> (the trained model on changed data) or
/// <see cref="TrainControl"/> (a model of the same recipe, trained on changed data).
/// </summary>
/// <param name="Recipe">The run's recipe.</param>
/// <param name="Data">The run's data.</param>
/// <param name="Split">What is judged.</param>
/// <param name="Outputs">What the trained model said, with the truth.</param>
/// <param name="Run">Outputs of the trained model on <see cref="Split"/> of another source, usually a view of <see cref="Data"/>.</param>
/// <param name="TrainControl">
/// Trains a fresh model of the same recipe on another source with a quarter of the epochs, unless its weights lie cached
/// beside the runs under the given name, and gives its outputs on the given split of that source. A view must yield the same
/// ids as <see cref="Data"/>, and a hash of its own.
/// </param>
public sealed record BaselineContext(
    Recipe Recipe,
    IDataSource Data,
    Split Split,
    IReadOnlyList<SampleOutput> Outputs,
    Func<IDataSource, IReadOnlyList<SampleOutput>> Run,
    Func<string, IDataSource, Split, IReadOnlyList<SampleOutput>> TrainControl)
{
    /// <summary>Outputs of the same model as it was before training.</summary>
    public Func<IReadOnlyList<SampleOutput>> RunUntrained { get; init; } = () => [];
}
