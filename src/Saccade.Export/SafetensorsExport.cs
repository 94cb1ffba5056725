using System.Globalization;
using Saccade.Neural;
using Saccade.Training;

namespace Saccade.Export;

/// <summary>
/// A run's best weights as one safetensors file, under the names of PyTorch's state dict, without optimiser and state of training; in the metadata
/// the resolved recipe as YAML and where it comes from. The same run gives the same bytes.
/// </summary>
public static class SafetensorsExport
{
    /// <returns>How many values were written.</returns>
    /// <exception cref="WeightsException">The file cannot be written.</exception>
    public static long Write(TrainedModel model, string path)
    {
        var writer = new SafetensorsWriter();
        model.Learner.Model.SaveWeights(writer, "");
        foreach (var (key, value) in Metadata(model))
            writer.Metadata[key] = value;
        writer.Write(path);
        return model.Learner.Model.State().Sum(t => (long)t.Tensor.Count);
    }

    /// <summary>What every exported file says of where it comes from.</summary>
    internal static IEnumerable<(string Key, string Value)> Metadata(TrainedModel model)
    {
        var info = model.Run.ReadInfo();
        yield return ("saccade.task", info.Task);
        yield return ("saccade.model", info.Model);
        yield return ("saccade.run", info.Id);
        yield return ("saccade.created", info.Created.ToString("u", CultureInfo.InvariantCulture));
        yield return ("saccade.code_version", info.CodeVersion);
        yield return ("saccade.data_hash", info.DataHash);
        yield return ("saccade.recipe", model.Recipe.ToYaml());
    }
}
