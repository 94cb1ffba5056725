namespace Saccade.Neural;

/// <summary>Named tensors in a file, whatever its format: see <see cref="WeightsFile"/>.</summary>
public interface IWeightsFile : IDisposable
{
    string Path { get; }

    /// <summary>Names of all tensors.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>A tensor's extents; null when there is none of that name.</summary>
    IReadOnlyList<int>? ShapeOf(string name);

    /// <summary>Reads one tensor's elements, row-major, as float32; every stored type is converted.</summary>
    /// <exception cref="WeightsException">There is no such tensor, or it has another number of elements, or the file cannot be read.</exception>
    void Read(string name, Span<float> destination);
}
