namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Effects that other formats have too. On a timeline they go by the id that xmeml gives them, in FCPXML by Final Cut's uid.</summary>
internal static class EffectNames
{
    public const string AudioLevels = "audiolevels";
    public const string CrossDissolve = "Cross Dissolve";
    private const string CrossFade = "KGAudioTransCrossFade3dB";

    private static readonly (string Common, string Uid, string Name)[] Known =
    [
        (CrossDissolve, "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265", "Cross Dissolve"),
        (CrossFade, "FFAudioTransition", "Audio Crossfade"),
    ];

    // Other editors' names of the same two.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["KGAudioTransCrossFade0dB"] = CrossFade,
        ["SMPTE_Dissolve"] = CrossDissolve,
    };

    public static string FromUid(string uid) => Known.FirstOrDefault(k => k.Uid == uid).Common ?? uid;

    /// <summary>Final Cut's uid and name for an effect; null where it has none.</summary>
    public static (string Uid, string Name)? ToUid(string id, string name)
    {
        var common = Aliases.GetValueOrDefault(id, id);
        if (Known.FirstOrDefault(k => k.Common == common) is { Uid: { } uid, Name: { } known })
            return (uid, known);
        // Final Cut's own: plug-ins by class, built-in ones, and templates by path.
        return id.StartsWith("FxPlug:", StringComparison.Ordinal) || id.StartsWith("FF", StringComparison.Ordinal) || id.StartsWith("AudioUnit:", StringComparison.Ordinal) || id.Contains(".localized/", StringComparison.Ordinal)
            || id.EndsWith(".moef", StringComparison.Ordinal) || id.EndsWith(".moti", StringComparison.Ordinal) || id.EndsWith(".motn", StringComparison.Ordinal) || id.EndsWith(".motr", StringComparison.Ordinal)
            ? (id, name)
            : null;
    }
}
