namespace Saccade.Neural;

/// <summary>Opens weights of any format that is read here: safetensors, and both forms of what torch.save writes. The content decides, not the name.</summary>
public static class WeightsFile
{
    /// <exception cref="WeightsException">The file is missing, unreadable, damaged, or holds more than tensors and plain containers.</exception>
    public static IWeightsFile Open(string path) =>
        TorchCheckpoint.Claims(path) ? TorchCheckpoint.Open(path) : SafetensorsFile.Open(path);
}
