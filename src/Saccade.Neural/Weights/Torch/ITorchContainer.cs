namespace Saccade.Neural;

/// <summary>One of the two forms in which torch.save lays a pickle and its storages into a file.</summary>
internal interface ITorchContainer : IDisposable
{
    /// <summary>What was saved, with tensors as views of storages that are not read yet.</summary>
    object? Root { get; }

    /// <summary>Bytes of a storage in the file; null when there is none of that name.</summary>
    long? StorageBytes(string key);

    /// <summary>All of a storage that exists.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    byte[] ReadStorage(string key);
}
