using Saccade.Neural;

namespace Saccade.Training;

/// <summary>What a model costs, measured on this machine.</summary>
/// <param name="Parameters">Numbers that were learnt.</param>
/// <param name="MultiplyAdds">Of one sample, forward.</param>
/// <param name="LatencyMs">Median time for one sample alone: forward and decoding, without reading it.</param>
/// <param name="PredictMb">Most tensor memory in use while one sample is predicted, weights included.</param>
/// <param name="TrainMb">Most tensor memory in use in a training step of the recipe's batch size; NaN where the first batch cannot be trained on.</param>
/// <param name="WeightsMb">Size of the weights as a safetensors file.</param>
public sealed record ModelCost(long Parameters, long MultiplyAdds, double LatencyMs, double PredictMb, double TrainMb, double WeightsMb)
{
    /// <summary>Loads the run's model and measures it for about a second.</summary>
    /// <exception cref="RunException">The run's data or checkpoint cannot be used; names the file.</exception>
    public static ModelCost Measure(IApplication application, Recipe recipe, RunFolder run)
    {
        using var data = application.OpenData(recipe);
        using var engine = Trainer.NewEngine(recipe.Run);
        var learner = application.Build(recipe, data, engine);
        Checkpoint.LoadWeights(run.WeightsPath, learner.Model);
        learner.Model.SetTraining(false);
        learner.KeepNothing();
        var split = data.Count(Split.Test) > 0 ? Split.Test : Split.Validation;
        using var sample = data.Load(split, [0], 0);
        var before = engine.MultiplyAdds;
        using (engine.BeginScope())
            learner.Evaluate(sample);
        var multiplyAdds = engine.MultiplyAdds - before;
        var latency = SampleLatency.Measure(engine, learner, sample);
        var predictBytes = engine.PeakBytes;
        return new ModelCost(learner.Model.ParameterCount, multiplyAdds, latency, predictBytes / 1e6, TrainingMb(), WeightsBytes(learner.Model) / 1e6);

        double TrainingMb()
        {
            learner.Model.SetTraining(true);
            var order = new EpochOrder(data, recipe.Run.BatchSize, engine.Seed, recipe.Trainer.PartialBatches);
            using var batch = data.Load(Split.Train, order.Indices(0), 0);
            try
            {
                new StepRunner(engine, learner, recipe, order, 1).Run(batch, 0, keepNorms: false);
                return engine.PeakBytes / 1e6;
            }
            catch (RunException)
            {
                return double.NaN; // a step that is not finite
            }
        }
    }

    private static long WeightsBytes(Module model)
    {
        var writer = new SafetensorsWriter();
        model.SaveWeights(writer, "");
        using var stream = new MemoryStream();
        writer.Write(stream);
        return stream.Length;
    }
}
