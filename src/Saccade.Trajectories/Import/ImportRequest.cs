using Saccade.Media;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Import;

/// <summary>What to import, and how.</summary>
public sealed record ImportRequest
{
    /// <summary>The folder of recordings: with one folder for each class, unless <see cref="Labels"/> says what is what.</summary>
    public required string Recordings { get; init; }

    /// <summary>A CSV of files and labels; null: folders are classes.</summary>
    public string? Labels { get; init; }

    /// <summary>Where the set goes: a folder that is empty or does not exist yet.</summary>
    public required string Out { get; init; }

    /// <summary>T</summary>
    public int Frames { get; init; } = 16;

    /// <summary>S</summary>
    public int Size { get; init; } = 64;

    /// <summary>Frames a second to which videos are brought.</summary>
    public FrameRate Rate { get; init; } = new(8, 1);

    public Background Background { get; init; }

    /// <summary>Take recordings of several sizes, each fitted into the square; otherwise that is refused.</summary>
    public bool Fit { get; init; }

    /// <summary>Of the split.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What an import has come to.</summary>
/// <param name="Recordings">How many there were.</param>
/// <param name="LeftOut">Those that were left out, each with its cause.</param>
/// <param name="Twins">Recordings that show the same, and lie in one part of the split therefore.</param>
public sealed record ImportResult(int Recordings, IReadOnlyList<LeftOutRecording> LeftOut, IReadOnlyList<(string First, string Second)> Twins);

/// <summary>A recording that was left out of a set.</summary>
/// <param name="File">Its name in the import.</param>
/// <param name="Cause">In one line.</param>
/// <param name="IsUnreadable">Whether it is missing, damaged or no video, and not merely too short for one clip.</param>
public sealed record LeftOutRecording(string File, string Cause, bool IsUnreadable);
