namespace Saccade.Counting.Scenes;

/// <summary>What made scenes are like.</summary>
public sealed record SceneOptions
{
    /// <summary>More objects than this cannot be asked for.</summary>
    public const int MostObjects = 50;

    /// <summary>Pixels along the longer side.</summary>
    public int Size { get; init; } = 160;

    /// <summary>Fewest objects in a scene, whatever is counted in it.</summary>
    public int Fewest { get; init; }

    /// <summary>Most objects in a scene.</summary>
    public int Most { get; init; } = MostObjects;

    /// <summary>Probability that an object is set beside or over another one, in a scene whose objects are not kept apart.</summary>
    public double Touching { get; init; } = 0.35;

    /// <summary>Probability that a scene's objects are kept apart from each other, whatever <see cref="Touching"/> says of the others.</summary>
    public double Apart { get; init; }

    /// <summary>Probability that a scene has lines, specks and uneven light; without them the ground is even.</summary>
    public double Clutter { get; init; } = 1;

    /// <summary>Probability that one colour is to be counted, and not everything.</summary>
    public double OneColour { get; init; } = 0.5;

    /// <summary>Whether scenes have several shapes and are of several proportions; without, discs in squares.</summary>
    public bool Varied { get; init; } = true;

    public ulong Seed { get; init; } = 1;

    /// <exception cref="ArgumentException">An option is out of range; names it.</exception>
    public void Validate()
    {
        Check(Size is >= 32 and <= 1024, nameof(Size), Size, "32 to 1024");
        Check(Fewest >= 0 && Fewest <= Most, nameof(Fewest), Fewest, $"0 to {Most}");
        Check(Most is >= 0 and <= MostObjects, nameof(Most), Most, $"0 to {MostObjects}");
        Check(Touching is >= 0 and <= 1, nameof(Touching), Touching, "0 to 1");
        Check(Apart is >= 0 and <= 1, nameof(Apart), Apart, "0 to 1");
        Check(Clutter is >= 0 and <= 1, nameof(Clutter), Clutter, "0 to 1");
        Check(OneColour is >= 0 and <= 1, nameof(OneColour), OneColour, "0 to 1");
    }

    private static void Check(bool isFine, string name, object value, string range)
    {
        if (!isFine)
            throw new ArgumentException(FormattableString.Invariant($"{name.ToLowerInvariant()}: {value} is not in the range {range}"));
    }
}
