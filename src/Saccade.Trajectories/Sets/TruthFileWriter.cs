using System.Security.Cryptography;
using Saccade.Media;

namespace Saccade.Trajectories.Sets;

/// <summary>Writes <c>truth.bin</c>, a set's file of labels, record by record. Unless told to keep the file, disposing removes it.</summary>
public sealed class TruthFileWriter : IDisposable
{
    /// <summary>The file's name in the set's folder.</summary>
    public const string Name = "truth.bin";

    private readonly string path;
    private readonly FileStream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool kept;

    /// <exception cref="MediaException">The folder cannot be written to.</exception>
    public TruthFileWriter(string folder)
    {
        path = Path.Combine(folder, Name);
        try
        {
            stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(failure);
        }
    }

    /// <summary>Bytes appended so far.</summary>
    public long Length { get; private set; }

    /// <param name="record">A clip's labels.</param>
    /// <exception cref="MediaException">The disk is full, or the folder has become unwritable.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        hash.AppendData(record);
        try
        {
            stream.Write(record);
            Length += record.Length;
        }
        catch (IOException failure)
        {
            throw CannotWrite(failure);
        }
    }

    /// <summary>Flushes to disk.</summary>
    /// <returns>The file's SHA-256 in lower-case hexadecimal digits.</returns>
    /// <exception cref="MediaException">The disk is full, or the folder has become unwritable.</exception>
    public string Finish()
    {
        try
        {
            stream.Flush(flushToDisk: true);
        }
        catch (IOException failure)
        {
            throw CannotWrite(failure);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The set is whole: its file stays.</summary>
    public void Keep() => kept = true;

    public void Dispose()
    {
        hash.Dispose();
        try
        {
            stream.Dispose();
            if (!kept)
                File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report.
        }
    }

    private MediaException CannotWrite(Exception failure) =>
        new(path, $"cannot be written: {failure.Message.ReplaceLineEndings(" ")}", failure);
}
