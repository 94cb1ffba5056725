using Saccade.Media;

namespace Saccade.Objects.Clips;

/// <summary>Clips of objects by index, with their truth: made on the spot, or read from a stored set.</summary>
public interface IPersistenceClips
{
    PersistenceClipOptions Options { get; }

    /// <summary>What is true of clip <paramref name="index"/>, without its pixels. May be called by several threads.</summary>
    /// <exception cref="MediaException">A stored set's file cannot be read.</exception>
    ClipObjects ReadTruth(long index);

    /// <summary>Fills <paramref name="clip"/>, which is (T,S,S,3), and tells its truth. May be called by several threads.</summary>
    /// <exception cref="MediaException">A stored clip cannot be read; the message names the file and the clip.</exception>
    ClipObjects Read(long index, Span<byte> clip);
}
