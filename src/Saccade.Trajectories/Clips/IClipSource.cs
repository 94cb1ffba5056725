using Saccade.Media;

namespace Saccade.Trajectories.Clips;

/// <summary>Clips by index with their truth, into the caller's buffers: made on the spot, or read from a stored set.</summary>
public interface IClipSource
{
    ClipOptions Options { get; }

    /// <summary>Fills <paramref name="truth"/> for clip <paramref name="index"/>, without its pixels.</summary>
    /// <exception cref="MediaException">A stored set's file cannot be read.</exception>
    void ReadTruth(long index, ClipTruth truth);

    /// <summary>Fills <paramref name="clip"/>, which is (V,T,S,S,3), and <paramref name="truth"/>. May be called by several threads.</summary>
    /// <exception cref="MediaException">A stored clip cannot be read; the message names the file and the clip.</exception>
    void Read(long index, Span<byte> clip, ClipTruth truth);
}
