using System.Text.Json.Nodes;
using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>
/// One task that Saccade learns, as hosts see it: trainer, command line, Studio and service work through this alone and never
/// ask which task it is. To add an application, implement it and put it into the host's list.
/// </summary>
/// <remarks>
/// The course of a run: the recipe's file is bound to the common keys and to <see cref="OptionGroups"/>; <see cref="OpenData"/>
/// opens what it names; <see cref="Build"/> makes the model on the run's engine; the trainer loads batches from the data source,
/// on a thread of its own, and hands them to the learner. Evaluation collects <see cref="SampleOutput"/>s of the learner and
/// of every baseline and computes <see cref="Metrics"/> from them.
/// </remarks>
public interface IApplication
{
    /// <summary>The recipe's <c>task</c>.</summary>
    string Task { get; }

    /// <summary>Metrics on validation and test, the one that matters most first. Those that lack what they need are left out.</summary>
    IReadOnlyList<IMetric> Metrics { get; }

    /// <summary>The metrics of one recipe: all of <see cref="Metrics"/> as its options define them, or, where models answer different questions, those that its model is judged by.</summary>
    IReadOnlyList<IMetric> MetricsOf(Recipe recipe) => Metrics;

    /// <summary>The controls, in the order in which they are shown.</summary>
    IReadOnlyList<IBaseline> Baselines { get; }

    /// <summary>The controls of one recipe, where models answer different questions.</summary>
    IReadOnlyList<IBaseline> BaselinesOf(Recipe recipe) => Baselines;

    /// <summary>
    /// The recipe's further keys, given its common ones: usually <c>data</c> for the application's data options and <c>model</c>
    /// for the options of the model that <see cref="RunOptions.Model"/> names.
    /// </summary>
    /// <exception cref="RecipeException">There is no such model; names the nearest.</exception>
    IReadOnlyList<OptionGroup> OptionGroups(RunOptions run);

    /// <summary>
    /// Opens the data that the recipe names, or the generator that it describes. The run's seed may choose how training samples are changed, never which
    /// samples there are: runs of other seeds are judged on the same ones, beside the same controls.
    /// </summary>
    /// <exception cref="RunException">It cannot be opened; names the file.</exception>
    IDataSource OpenData(Recipe recipe);

    /// <summary>
    /// Opens the data that the recipe names for a run to be judged on, which need not be its own: what the model knows of its own (the names of what it can say, by their numbers)
    /// comes from the description and not from this data.
    /// </summary>
    /// <param name="recipe">The run's, with the data to judge it on.</param>
    /// <param name="description">What <see cref="IDataSource.Description"/> said when the run was trained.</param>
    /// <exception cref="RunException">It cannot be opened, or holds what the model has no name for.</exception>
    IDataSource OpenToJudge(Recipe recipe, JsonObject description) => OpenData(recipe);

    /// <summary>Data without any samples, such as <see cref="Build"/> needs to make a model for prediction when the data itself is gone.</summary>
    /// <param name="recipe">The run's recipe.</param>
    /// <param name="description">What <see cref="IDataSource.Description"/> said when the run was trained.</param>
    /// <exception cref="RunException">The description cannot be understood.</exception>
    IDataSource OpenDescribed(Recipe recipe, JsonObject description) => OpenData(recipe);

    /// <summary>Draws pictures of a few judged samples, with truth and prediction, into a folder that it makes; called after each epoch, so it is to be quick.</summary>
    /// <param name="data">The run's data.</param>
    /// <param name="outputs">What the model said of the validation split.</param>
    /// <param name="folder">Where the pictures go.</param>
    /// <exception cref="RunException">A sample cannot be read or a picture not written; training goes on.</exception>
    void DrawSamples(IDataSource data, IReadOnlyList<SampleOutput> outputs, string folder) { }

    /// <summary>Makes the recipe's model with initial weights from the engine's seed, and its loss.</summary>
    ILearner Build(Recipe recipe, IDataSource data, Engine engine);

    /// <summary>The kinds of file that <see cref="Predict"/> takes of a model of this recipe; none: it predicts no files.</summary>
    IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [];

    /// <summary>Predicts one real input and writes pictures or video of it into <paramref name="folder"/>; the caller writes the result's JSON.</summary>
    /// <param name="model">A run of this task.</param>
    /// <param name="input">The file.</param>
    /// <param name="folder">It exists; null: nothing is drawn or written.</param>
    /// <param name="cancellation">Stops between two frames, windows or tiles.</param>
    /// <param name="told">Hears each of the results as soon as it is known, on the calling thread; what is only known all together it does not hear.</param>
    /// <exception cref="RunException">The input cannot be read; names it and the cause.</exception>
    PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null);

    /// <summary>Shows what the model's answer to one input rests on, as files in the request's folder.</summary>
    /// <exception cref="RunException">The input cannot be read, or the model has no such map, layer or head (an application need have none); names it and what there is.</exception>
    Explanation Explain(TrainedModel model, ExplanationRequest request, CancellationToken cancellation) =>
        throw new RunException($"{model.Run.Root}: the task '{Task}' has nothing to explain answers by");

    /// <summary>
    /// Fits what makes decisions out of the model's answers, such as a threshold, and keeps it in the run's folder. Called after each epoch that is the
    /// best so far; nothing but the validation split is ever shown to it.
    /// </summary>
    void Calibrate(RunFolder run, IReadOnlyList<SampleOutput> validation) { }

    /// <summary>Makes the decisions that <see cref="Calibrate"/> prepared, wherever a run is judged.</summary>
    Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => output => output;

    /// <summary>What is to be known of how a model answers, whatever its metrics, such as that it says the same of everything: noted after each epoch, and shown beside the verdict.</summary>
    /// <param name="outputs">Of one split.</param>
    IReadOnlyList<Finding> Diagnose(IReadOnlyList<SampleOutput> outputs) => [];

    /// <summary>What is to be known of the data before a model learns from it, such as how often it is taught what: noted when training begins.</summary>
    IReadOnlyList<Finding> Beforehand(Recipe recipe, IDataSource data) => [];

    /// <summary>What this data lets nobody see, and the like: shown beside the verdict.</summary>
    IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation) => [];

    /// <summary>The application's part of the report; null when it has none.</summary>
    ReportSection? Report(RunFolder run, Evaluation evaluation);

    /// <summary>The application's part of a report of several models, all side by side, beside the part of each; null when it has none.</summary>
    /// <param name="models">In the comparison's order.</param>
    ReportSection? ReportTogether(IReadOnlyList<JudgedModel> models) => null;
}
