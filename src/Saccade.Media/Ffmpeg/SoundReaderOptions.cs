namespace Saccade.Media;

/// <summary>Which part of a file's sound is decoded.</summary>
public sealed record SoundReaderOptions
{
    /// <summary>Where in the file to begin; null for its beginning.</summary>
    public MediaTime? Start { get; init; }

    /// <summary>How much to read from there; null for all.</summary>
    public MediaTime? Length { get; init; }

    /// <summary>The only channel to read, from 1, heard on both sides; null for all.</summary>
    public int? Channel { get; init; }
}
