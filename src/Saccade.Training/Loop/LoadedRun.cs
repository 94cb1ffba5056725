using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>A run's model in memory, ready to predict, with the engine it lives on.</summary>
public sealed class LoadedRun : IDisposable
{
    private readonly IDataSource data;
    private readonly Engine engine;

    /// <summary>Builds the model of the run's recipe and fills it with the run's best weights.</summary>
    /// <exception cref="RunException">The run, its checkpoint or, where the run does not describe it, its data cannot be used; names the file.</exception>
    public LoadedRun(ApplicationList applications, RunFolder run)
    {
        (Application, var recipe) = applications.Bind(run);
        data = run.ReadInfo().DataDescription is { } description ? Application.OpenDescribed(recipe, description) : Application.OpenData(recipe);
        engine = Trainer.NewEngine(recipe.Run);
        var learner = Application.Build(recipe, data, engine);
        Checkpoint.LoadWeights(run.WeightsPath, learner.Model);
        Model = new TrainedModel(run, recipe, learner);
    }

    public IApplication Application { get; }

    public TrainedModel Model { get; }

    /// <summary>Says that the model is not asked anything for a while, so that its threads leave the cores to others.</summary>
    public void Rest() => engine.Rest();

    public void Dispose()
    {
        engine.Dispose();
        data.Dispose();
    }
}
