using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Saccade.Media;

namespace Saccade.Trajectories.Sets;

/// <summary>A set's file of labels, opened for reads anywhere in it once it is known to be the one that was written with the set.</summary>
public static class VerifiedFile
{
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="sha256">Its SHA-256 in lower-case hexadecimal digits.</param>
    /// <exception cref="MediaException">The file is missing or is another one.</exception>
    public static SafeFileHandle Open(string path, long bytes, string sha256)
    {
        try
        {
            using (var stream = File.OpenRead(path))
            {
                if (stream.Length != bytes)
                    throw new MediaException(path, $"it has {stream.Length} bytes instead of {bytes}: copy the set again or make it again");
                if (Convert.ToHexStringLower(SHA256.HashData(stream)) != sha256)
                    throw new MediaException(path, "its checksum does not match, the file is damaged: copy the set again or make it again");
            }
            return File.OpenHandle(path, options: FileOptions.RandomAccess);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, $"the set's labels cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
