namespace Saccade.Neural;

/// <summary>Moves a module's parameters and buffers to and from safetensors files, by the names of PyTorch's state dict.</summary>
public static class ModuleWeights
{
    /// <summary>Writes the module's whole state to a file of its own.</summary>
    /// <exception cref="WeightsException">The file cannot be written.</exception>
    public static void SaveWeights(this Module module, string path)
    {
        var writer = new SafetensorsWriter();
        module.SaveWeights(writer, "");
        writer.Write(path);
    }

    /// <summary>Adds the module's whole state to a file that holds more, each name behind <paramref name="prefix"/>.</summary>
    public static void SaveWeights(this Module module, SafetensorsWriter writer, string prefix) => writer.Add(module.State(), prefix);

    /// <summary>Fills the module from a file. Every name must be there with its shape, and no other name, or nothing is changed.</summary>
    /// <exception cref="WeightsException">The file cannot be read, or it does not fit: all names that differ are listed.</exception>
    public static void LoadWeights(this Module module, string path)
    {
        using var file = SafetensorsFile.Open(path);
        module.LoadWeights(file, "");
    }

    /// <summary>The same from an open file, for the names behind <paramref name="prefix"/>; other names in it are not looked at.</summary>
    /// <inheritdoc cref="LoadWeights(Module, string)"/>
    public static void LoadWeights(this Module module, SafetensorsFile file, string prefix) => file.ReadAll(module.State(), prefix);

    /// <summary>Fills what the file has under the same name and shape, and leaves the rest as it is: for fine-tuning with another head.</summary>
    /// <returns>What was loaded and what was not; show it to the user.</returns>
    /// <exception cref="WeightsException">The file cannot be read, or nothing in it fits.</exception>
    public static WeightsMatch LoadMatchingWeights(this Module module, string path)
    {
        using var file = SafetensorsFile.Open(path);
        var match = WeightsMatch.Of(module.State(), file, "");
        if (match.Fitting.Count == 0)
            throw new WeightsException($"{path} holds nothing that fits this model: {match}.");
        file.Read(match.Fitting, "");
        return match;
    }
}
