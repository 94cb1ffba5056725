using Saccade.Media;

namespace Saccade.Objects.Reporting;

/// <summary>What stays is green and what flickers orange, in charts (as one of the page's colours) and in pictures.</summary>
internal static class KindColour
{
    public const int Persistent = 2, Transient = 1;

    private const int Unknown = 5;

    /// <param name="label">A <see cref="Objects.Persistence"/>, or -1.</param>
    public static int Of(int label) => label switch { (int)Objects.Persistence.Persistent => Persistent, (int)Objects.Persistence.Transient => Transient, _ => Unknown };

    /// <inheritdoc cref="Of"/>
    public static Rgb InPicture(int label) => label switch
    {
        (int)Objects.Persistence.Persistent => new(80, 220, 120),
        (int)Objects.Persistence.Transient => new(255, 150, 30),
        _ => Rgb.Gray(140),
    };
}
